"""Accessibility of pages by axe-core in headless Chromium: `python -m tests.report.accessible node_modules/axe-core/axe.min.js plan/report.html`.

Prints every violation, at the width of a screen and of a phone, and ends with 1 where there is one. Needs Chromium and the npm package axe-core.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTHS = (1200, 500)  # Chromium opens no narrower window
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
_RUN = (
    "<script>axe.run(document).then(r => {{ document.title = 'AXE ' + JSON.stringify(r.violations.map(v =>"
    " [v.id, v.impact, v.nodes.map(n => n.html.slice(0, 120))])); }});</script>"
)


def violations(page: Path, axe: Path, width: int, chromium: str = "chromium") -> list[list[object]]:
    """What axe-core finds wrong with a page: rule, impact, where."""
    said = _POLICY.sub("", page.read_text(encoding="utf-8"))
    said = said.replace("</body>", f"<script>{axe.read_text(encoding='utf-8')}</script>{_RUN.format()}</body>")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(said, encoding="utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--virtual-time-budget=20000",
                   f"--window-size={width},900", f"--user-data-dir={folder}/profile", "--dump-dom", file.as_uri()]  # fmt: skip
        dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search(r"<title>AXE (.*?)</title>", dom, re.DOTALL)
    if found is None:
        raise RuntimeError(f"axe-core did not run on {page}")
    listed: list[list[object]] = json.loads(html.unescape(found[1]))
    return listed


def main() -> int:
    """Checks each page that is named."""
    axe, *pages = map(Path, sys.argv[1:])
    found = [(page, width, one) for page in pages for width in WIDTHS for one in violations(page, axe, width)]
    for page, width, one in found:
        sys.stdout.write(f"{page} {width} {one}\n")
    sys.stdout.write(f"{len(pages)} pages at {len(WIDTHS)} widths: {len(found)} violations\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
