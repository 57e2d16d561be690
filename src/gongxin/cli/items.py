"""``gongxin items``: the catalogue."""

import argparse

from gongxin.cli.output import print_json
from gongxin.law.catalogue import Basis, Catalogue, Item

HELP = "列出目录项 / list the catalogue's items"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Print every item with its category, publicity and first legal basis."""
    from gongxin.law.load import load_catalogue

    catalogue = load_catalogue()
    if args.json:
        items = [item_object(catalogue, item) for item in catalogue.items.values()]
        print_json({"items": items})
        return 0
    width = max(len(item_id) for item_id in catalogue.items)
    for item in catalogue.items.values():
        print(f"{item.id:<{width}}  {item.title.zh}  {item.title.en}")
        print(f"{'':<{width}}  {_basis_line(item.bases[0])}")
    print("\ngongxin template ITEM -o F.xlsx    gongxin check ITEM FILE")
    return 0


def item_object(catalogue: Catalogue, item: Item) -> dict[str, object]:
    """An item as it stands in JSON."""
    category = catalogue.categories[item.category]
    return {
        "id": item.id,
        "pack": item.pack,
        "title": item.title.zh,
        "title_en": item.title.en,
        "category": item.category,
        "category_title": category.title.zh,
        "polarity": item.polarity,
        "effective": item.effective,
        "publicity": {
            "scope": item.publicity.scope,
            "window": item.publicity.window,
            "ends_field": item.publicity.ends_field,
        },
        "deadline_working_days": item.deadline.working_days if item.deadline else None,
        "key": item.key,
        "bases": [_basis_object(basis) for basis in item.bases],
        "fields": [
            {
                "code": field.code,
                "title": field.title.zh,
                "title_en": field.title.en,
                "type": field.type,
                "required": field.required,
                "publicity": field.publicity,
                "choices": [choice.value for choice in field.choices if not choice.refused],
            }
            for field in item.fields
        ],
    }


def _basis_object(basis: Basis) -> dict[str, object]:
    return {
        "document": basis.document.zh,
        "document_en": basis.document.en,
        "article": basis.article,
        "effective": basis.effective,
        "verified": basis.verified,
    }


def _basis_line(basis: Basis) -> str:
    return " ".join(part for part in (basis.document.zh, basis.article) if part)
