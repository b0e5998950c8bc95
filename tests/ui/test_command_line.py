"""Read command lines, good and bad."""

from pathlib import Path

import pytest

from ui.command_line import Options, default_data_dir, parse
from ui.wiring.pile_alone import USUAL_PILE


def test_nothing_typed_opens_the_head_unit_with_its_own_world() -> None:
    assert parse([]) == Options(data_dir=default_data_dir())


def test_options_may_stand_before_or_behind_the_command() -> None:
    before = parse(["--data-dir", "d", "--speed", "5", "harness", "run", "s.txt"])
    behind = parse(["harness", "run", "s.txt", "--speed", "5", "--data-dir", "d"])

    assert before == behind
    assert (before.command, before.script, before.speed) == ("harness", Path("s.txt"), 5.0)
    assert before.verb == "run"


def test_a_dbc_is_named_by_its_file() -> None:
    options = parse(["harness", "dbc", "messages.dbc"])

    assert (options.command, options.verb, options.dbc) == ("harness", "dbc", Path("messages.dbc"))


def test_a_picture_has_page_size_theme_and_language() -> None:
    words = [
        "--screenshot",
        "a.png",
        "--page",
        "charge",
        "--size",
        "1280x720",
        "--theme",
        "day",
        "--language",
        "fr",
    ]

    options = parse(words)

    assert options.screenshot == Path("a.png")
    assert (options.page, options.size) == ("charge", (1280, 720))
    assert (options.theme, options.language) == ("day", "fr")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("127.0.0.1", ("127.0.0.1", 8700)),
        ("desk.local:9000", ("desk.local", 9000)),
        ("充电.example.", ("充电.example.", 8700)),
    ],
)
def test_a_world_is_named_by_host_and_port(text: str, place: tuple[str, int]) -> None:
    assert parse(["--world", text]).world == place


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fly"], "unrecognized arguments: --fly"),
        (["--fly\nlow"], "unrecognized arguments: --fly low (chargedeck --help tells more)"),
        (["car", "--vehicle", "su8"], "'su8' is none of su7, su7_max"),
        (["--page", "moon"], "invalid choice: 'moon'"),
        (["--size", "big"], "'big' is not WIDTHxHEIGHT, as in 1920x1200"),
        (["--size", "640x480"], "'640x480' is smaller than the smallest glass, 1024x640"),
        (["--speed", "0"], "'0' is not a number from 0.1 to 100"),
        (["--speed", "fast"], "'fast' is not a number from 0.1 to 100"),
        (["--screenshot", "a.jpg"], "a.jpg should end in .png"),
        (["--page", "station"], "--page station needs --screenshot"),
        (["--world", ":1"], "':1' is not HOST or HOST:PORT"),
        # Labels of host names have 1 to 63 characters (RFC 1035), and no space.
        (["--world", "a..b", "--screenshot", "x.png"], "'a..b' is not HOST or HOST:PORT"),
        (["--world", "a" * 64 + ".b:9"], f"'{'a' * 64}.b:9' is not HOST or HOST:PORT"),
        (["--world", "a b"], "'a b' is not HOST or HOST:PORT"),
        (
            ["pile", "--operators", "a..b:9", "--connector", "a/b"],
            "'a..b:9' is not HOST or HOST:PORT",
        ),
        (["world", "--bind", "a..b"], "'a..b' is not an address"),
        (["car", "--soc", "101"], "'101' is not a number from 0 to 100"),
        (["pile", "--operators", "127.0.0.1:1"], "--operators and --connector belong together"),
        (["pile", "--connector", "A01"], "'A01' is not OPERATOR/CONNECTOR"),
        (["operators", "serve", "--port", "99999"], "'99999' is not a TCP port"),
        (["world", "--misbehave", "tenghe"], "'tenghe' is not OPERATOR=HOW, HOW one of refuse"),
        (["harness"], "the following arguments are required: VERB"),
        (["harness", "walk"], "invalid choice: 'walk'"),
        (["harness", "run"], "are required: SCRIPT (chargedeck harness run --help tells more)"),
        (["harness", "dbc"], "the following arguments are required: FILE"),
        (["harness", "dbc", "a.txt"], "'a.txt' should end in .dbc"),
        (["theme"], "invalid choice: 'theme'"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)

    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert (told[:12], told.count("\n"), "--help" in told) == ("chargedeck: ", 1, True)


def test_operators_misbehave_as_named_in_order() -> None:
    words = ["operators", "serve", "--misbehave", "tenghe=lie", "--misbehave", "xpeng=slow"]
    assert parse(words).vices == (("tenghe", "lie"), ("xpeng", "slow"))


def test_piles_of_other_processes_may_call_where_a_port_is_named() -> None:
    assert parse(["world"]).pile_port is None
    assert parse(["operators", "serve", "--pile-port", "8701"]).pile_port == 8701


def test_the_catalogue_has_verbs_with_options_of_their_own() -> None:
    stats = parse(["catalogue", "stats", "--date", "2025-07-09", "--json"])
    assert (stats.command, stats.verb, stats.day, stats.is_json) == (
        "catalogue",
        "stats",
        "2025-07-09",
        True,
    )
    words = ["catalogue", "import", "a.csv", "--format", "csv", "--columns", "m.toml"]
    found = parse(words)
    assert (found.verb, found.imported, found.form) == ("import", Path("a.csv"), "csv")
    assert (found.columns, found.import_name) == (Path("m.toml"), "")
    assert parse([*words, "--name", "b"]).import_name == "b"
    assert parse(["catalogue", "remove", "b"]).import_name == "b"


def test_the_help_of_a_script_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["harness", "run", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "soc, drive, plug, start, until, stop, unplug, expect, break, mend" in told


def test_the_help_of_a_pile_names_what_it_is_without_a_model(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        parse(["pile", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    usual = USUAL_PILE.power_kw, USUAL_PILE.min_v, USUAL_PILE.max_v, USUAL_PILE.max_a
    assert usual == (250.0, 200.0, 1000.0, 400.0)
    assert "(default: a plain pile, 250 kW, 200-1000 V, 400 A)" in told


@pytest.mark.parametrize("words", [["service-pin"], ["secret"], ["catalogue"]])
def test_the_help_of_what_uses_no_bus_offers_none(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([*words, "--help"])
    told = capsys.readouterr().out
    assert "--data-dir" in told
    assert "--charging-interface" not in told


def test_the_head_units_own_operators_may_misbehave_too() -> None:
    assert parse(["--misbehave", "tenghe=lie"]).vices == (("tenghe", "lie"),)
    assert parse(["--misbehave", "tenghe=lie", "world"]).vices == (("tenghe", "lie"),)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--misbehave", "tenghe=lie", "--world", "127.0.0.1"], "where the operators run"),
        (["--misbehave", "tenghe=lie", "catalogue", "stats"], "where the operators run"),
        (["--as-of", "1990-01-01", "--screenshot", "x.png"], "does not wait for that day"),
        (["--tiles", "foo"], "https:// or http://"),
    ],
)
def test_what_does_not_go_together_is_said(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse(words)
    assert said in capsys.readouterr().err
