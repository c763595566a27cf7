import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = """
import json, sys
from pathlib import Path
from plugins.extract import extract
from plugins.model import Dated, Document
from plugins.registry import compile_knowledge, read_registry

files = {path.name: path.read_text("utf-8") for path in Path(sys.argv[1]).glob("*.yaml")}
day = Dated("2023-02-10", "metadata")
read = Document("a.txt", "", "", "stated", sys.argv[2], (), (), language="xq", published=day)
facts = extract(read, compile_knowledge(read_registry(files)))
print(json.dumps({
    "quotes": [(q.quote, q.speaker or q.speaker_as_stated) for q in facts.quotes],
    "dates": [(d.as_stated, d.date, d.until) for d in facts.dates],
    "amounts": [(c.as_stated, c.amount.low, c.amount.high, c.amount.currency) for c in facts.claims],
}))
"""


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """Give what the project reads in a made-up language once a file of it stands among the others."""
    folder = tmp_path_factory.mktemp("learned")
    shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    toy = Path(__file__).parent / "toy-language.yaml"
    shutil.copy(toy, folder / "plugins" / "extract" / "languages" / "xq.yaml")

    def read(text):
        command = [sys.executable, "-c", READ, str(ROOT / "content" / "registry"), text]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        return json.loads(run.stdout)

    return read


def test_a_language_is_added_by_one_file(learned):
    found = learned(
        "“Nio zubak ven”, vokak ministok Mira Talvi ov Oslo lunip. Kinok “Blua Nox” sol.\n\n"
        "Ku Norway dabak plunk 12,5 zilo wuro ov zubak ov Ukraine 3. duok 2023, hask 5. duok 2023."
    )
    assert found["quotes"] == [["Nio zubak ven", "Mira Talvi"]]
    assert found["amounts"] == [["plunk 12,5 zilo wuro", 12_500_000, None, "EUR"]]
    assert found["dates"][:2] == [["lunip", "2023-02-06", None], ["3. duok 2023", "2023-02-03", None]]
