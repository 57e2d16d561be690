"""The words of a report in both languages: PDF and page print the same sentences."""

from typing import Final

from gongxin.core.text import Text

TITLE: Final = Text("公共信用信息报告", "Public Credit Report")
EDITION: Final = Text("公开版", "Public edition")
PLATFORM: Final = Text("{city}公共信用信息平台（公信）", "{city} public credit platform (Gongxin)")

NAME: Final = Text("组织名称", "Organisation")
CODE: Final = Text("统一社会信用代码", "Unified Social Credit Code")
REPORT_CODE: Final = Text("报告编号", "Report code")
ISSUED: Final = Text("出具时间", "Issued")
BEIJING: Final = Text("{at}（北京时间）", "{at} Beijing time")
SCAN: Final = Text("扫码验证", "Scan to verify")
PAGE: Final = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")
OPENS: Final = Text("打开", "Open")

EXPLANATION: Final = Text("说明", "About this report")
EXPLANATIONS: Final = (
    (
        Text("查了什么", "What was searched"),
        Text(
            "这家组织在本平台的全部公开类别：登记信息、{items}。",
            "Every public category this platform holds on the organisation: register data, {items}.",
        ),
    ),
    (
        Text("截至何时", "As of when"),
        Text(
            "{at}（北京时间）。此后新增、更正或停止公示的内容不在其中；验证时会说明此后是否有变化。",
            "{at} Beijing time. What was added, corrected or taken down later is not in it; "
            "verifying it tells whether anything has changed since.",
        ),
    ),
    (
        Text("根据什么", "What it is based on"),
        Text(
            "登记机关和作出决定的部门依法报送的记录，归集范围以公共信用信息目录为准，各类依据列在各节标题下。",
            "Records that the registry and the deciding departments filed by law, within the "
            "public-credit catalogue; each section names its legal basis.",
        ),
    ),
    (
        Text("不含什么", "What it does not contain"),
        Text(
            "依法不公开、尚未公示或公示期已满的信息，以及任何评分、预测或内部分类。自然人姓名已隐去。"
            "“未查到”只表示截至上述时间没有在公示中的记录，不是对这家组织的评价或担保。",
            "Anything that by law is not public, not yet public or no longer public, and any score, "
            'forecast or internal class. Names of persons are masked. "Nothing found" only means '
            "that no record was on public show at that time; it neither rates nor vouches for "
            "the organisation.",
        ),
    ),
)

REGISTER: Final = Text("登记信息", "Register data")
NO_REGISTER: Final = Text(
    "登记机关的数据中没有查到这家组织；以下内容来自其他部门报送的记录。",
    "The registry's data do not have this organisation; what follows is from records that other "
    "departments filed.",
)
KIND: Final = Text("组织类型", "Kind of organisation")
REGION: Final = Text("所在地区", "Region")
STATUS: Final = Text("登记状态", "Status")

SUMMARY: Final = Text("概要", "Summary")
CATEGORY: Final = Text("类别", "Category")
NUMBER: Final = Text("公示中的记录", "Records on public show")
LATEST: Final = Text("最近一次决定", "Latest decision")
NONE: Final = Text("—", "—")

RECORDS: Final = Text("{number} 条", "{number} on record")
BASIS: Final = Text("依据：{basis}", "Basis: {basis}")
EMPTY: Final = Text(
    "截至 {at}，未查到公示中的{title}。", "Nothing found as of {at}: no {title} on public show."
)
UNTIL: Final = Text("公示至", "Public until")
NO_END: Final = Text("未设截止", "no set end")
DEPARTMENT: Final = Text("作出部门", "Department")
STATE: Final = Text("状态", "State")
RECORD_ID: Final = Text("记录编号", "Record")
REMEDIES: Final = Text("可以怎么做", "What can be done")
CLOSING: Final = Text("怎样验证、异议和修复", "How to verify, contest and repair")
CLOSINGS: Final = (
    (
        Text("验证", "Verify"),
        Text(
            "扫描封面的二维码，或打开下面的网址，可以查到报告是否由本平台出具、此后档案有无变化，"
            "还可以上传 PDF，比对是否与出具的文件一字不差。\n{url}",
            "Scan the code on the cover or open the address below. It tells whether this platform "
            "issued the report and whether the file has changed since; upload the PDF there to "
            "see whether it is the very file that was issued.\n{url}",
        ),
    ),
    (
        Text("异议", "Contest"),
        Text(
            "认为记录有误、不该公示或公示期不对，可凭记录编号向作出决定的部门或信用管理机构提出异议，不收费。",
            "If a record is wrong, should not be public or is public for too long, object to the "
            "deciding department or the credit office, quoting the record's number. It is free.",
        ),
    ),
    (
        Text("修复", "Repair"),
        Text(
            "履行完义务、满足最短公示期后，可以申请信用修复，提前停止公示；每条记录下写明了可以申请的日期。"
            "修复不收费，声称付钱就能删除记录的都是骗局。",
            "Once every duty is performed and the shortest period has passed, credit repair ends "
            "publication early; each record says from when. Repair is free: whoever offers to "
            "delete records for money is a fraud.",
        ),
    ),
)
