"""The commands."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from plugins.desk.building import PROJECT, build_command, differing_files
from plugins.lazily import Lazily

serve_site = Lazily("plugins.desk.serving", "serve_site")
verify_site = Lazily("plugins.desk.verifying", "verify_site")
folder = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Turn a folder of scraped pages into a briefing site."""


@main.command()
@click.option(
    "--content", type=folder, default=PROJECT / "content", show_default="content", help="Holds articles/."
)
@click.option(
    "--output", type=folder, default=PROJECT / "output", show_default="output", help="Gets the site."
)
@click.option("--cache", type=folder, help="Keeps what was worked out.")
@click.option("--strict", is_flag=True, help="Stop at unusable input; the published site stays as it was.")
@click.option("--check-incremental", is_flag=True, help="Build anew beside it and compare byte for byte.")
def build(content: Path, output: Path, cache: Path | None, *, strict: bool, check_incremental: bool) -> None:
    """Build the site."""
    done = subprocess.run(build_command(content, output, cache, strict=strict), check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.returncode)
    if check_incremental:
        check_against_fresh(content, output)


def check_against_fresh(content: Path, output: Path) -> None:
    """Build without any cache and say whether the bytes are the same."""
    with tempfile.TemporaryDirectory(prefix="dossier-fresh-", dir=output.resolve().parent) as name:
        fresh = Path(name)
        shutil.copytree(content, fresh / "content", symlinks=True)
        command = build_command(fresh / "content", fresh / "output", fresh / "cache", strict=False)
        command += ["-e", f'REGISTRY_PATH="{PROJECT / "content" / "registry"}"']
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            click.echo(done.stdout + done.stderr)
            sys.exit(done.returncode)
        differing = differing_files(output, fresh / "output")
    for path in differing[:20]:
        click.echo(f"differs from a fresh build: {path}")
    click.echo(f"{len(differing)} files differ from a fresh build")
    sys.exit(bool(differing))


@main.command()
@click.option(
    "--content", type=folder, default=PROJECT / "content", show_default="content", help="Holds articles/."
)
@click.option(
    "--output", type=folder, default=PROJECT / "output", show_default="output", help="Gets the site."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(content: Path, output: Path, port: int) -> None:
    """Build, show the site on this machine alone, rebuild and reload while you edit."""
    serve_site(content, output, port)


@main.command()
@click.option(
    "--output", type=folder, default=PROJECT / "output", show_default="output", help="The built site."
)
def verify(output: Path) -> None:
    """Check a built site: every link and fragment leads somewhere, no byte was changed since its build."""
    faults = verify_site(output)
    for fault in faults[:50]:
        click.echo(fault)
    click.echo(f"{len(faults)} faults in {output}" if faults else f"{output}: links and digests are right")
    sys.exit(bool(faults))
