"""What a severity is called; apart from the other labels, as one who looks a code up needs none of them."""

from typing import Final

from aiwei_cli.model.severity import Severity

SEVERITY: Final = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
