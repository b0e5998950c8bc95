from ui.curve import fit


def test_the_top_is_the_first_round_power_above_the_curve() -> None:
    assert fit([(10, 250), (50, 190)]).lines_kw == (300, 200, 100)
    assert fit([(10, 598)]).lines_kw == (900, 600, 300)


def test_points_lie_in_the_unit_square() -> None:
    assert fit([(10, 150), (52, 300 / 1.06)]).points[0] == (0.1, 0.5)


def test_a_long_curve_is_thinned_but_keeps_its_end() -> None:
    curve = fit([(soc / 100, 100.0) for soc in range(10_000)])
    assert len(curve.points) <= 241
    assert curve.points[-1] == (99.99 / 100, 100 / 150)


def test_no_samples_give_an_empty_curve() -> None:
    assert fit([]).points == ()
