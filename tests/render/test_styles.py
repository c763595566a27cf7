"""What a theme is made of goes out as one style sheet and light scripts."""

from pathlib import Path

from plugins.render.styles import bundled, without_remarks


def test_sheets_stand_in_the_place_of_their_imports_without_remarks_and_margins(tmp_path: Path) -> None:
    (tmp_path / "part.css").write_text("/* why\n   so */\n  .part { color: red; }\n")
    sheet = tmp_path / "main.css"
    sheet.write_text('@layer base;\n@import url("part.css");\n\n  .last { content: "a  b"; }\n')
    assert bundled(sheet) == b'@layer base;\n.part { color: red; }\n.last { content: "a  b"; }\n'


def test_a_scripts_lines_of_remarks_stay_at_home() -> None:
    script = 'const one = "// no remark"; // stays\n  // why\nconst two = 2;\n'
    assert without_remarks(script) == 'const one = "// no remark"; // stays\nconst two = 2;\n'


def test_texts_that_end_on_their_line_are_no_reason_to_send_remarks() -> None:
    script = "const one = `${1}`;\n// why\nconst two = `${2}`;\n"
    assert without_remarks(script) == "const one = `${1}`;\nconst two = `${2}`;\n"


def test_a_script_with_texts_of_several_lines_is_left_alone() -> None:
    script = "const text = `\n// no remark\n`;\n// why\n"
    assert without_remarks(script) == script
