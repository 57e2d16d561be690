"""``{% kept %}``: the parts of a page that are the same for every visitor of one language.

``{% kept section=section %}…{% endkept %}`` renders its content once for each language and each
combination of the values it names. The content sees these values and nothing else: no visitor, no
session, no record. So what is kept for one can be shown to all.
"""

from typing import Final

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = Library()

MOST: Final = 64  # renderings of one part; a value of which there are more is not for naming


class Kept(Node):
    """A part of a template with what was rendered of it."""

    child_nodelists = ()  # nothing in it is of concern to the page around it

    def __init__(self, nodelist: NodeList, named: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self._named = named
        self._renderings: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The part in the language of the request, for the values that it names."""
        values = {name: expression.resolve(context) for name, expression in self._named.items()}
        # by type too: text that is safe as markup equals the same text that is not
        key = (get_language(), *values.values(), *map(type, values.values()))
        found = self._renderings.get(key)
        if found is None:
            found = self.nodelist.render(context.new(values))
            if len(self._renderings) >= MOST:
                self._renderings.clear()
            self._renderings[key] = found
        return found


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """``{% kept name=value … %}…{% endkept %}``, without blocks in it."""
    words = token.split_contents()[1:]
    named = token_kwargs(words, parser)
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    if words:
        raise TemplateSyntaxError(f"kept: name=value is accepted, not {words[0]!r}")
    if nodelist.get_nodes_by_type(BlockNode):
        raise TemplateSyntaxError("kept: a block differs from page to page and cannot be kept")
    return Kept(nodelist, named)
