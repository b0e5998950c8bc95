"""Check the transport protocol against published frames and against everything that goes wrong."""

import pytest

from vehicle.frame import Frame
from vehicle.gbt27930.steps import NEVER
from vehicle.gbt27930.transport import Delivery, Outcome, Receiver, Sender

CAR_CM, CAR_DT = 0x1CEC56F4, 0x1CEB56F4
CHARGER_CM = 0x1CECF456

# github lequibao/CANProtocolAnalysis row 24: BCP in two packets.
BCP = bytes.fromhex("9901220BCD00D20F6EC602E70E")
BCP_RTS = "100D0002FF000600"
BCP_DT = ["019901220BCD00D2", "020F6EC602E70EFF"]
BRM_RTS = "10310007FF000200"


def _cm(data: str) -> Frame:
    return Frame(CAR_CM, bytes.fromhex(data))


def _dt(data: str) -> Frame:
    return Frame(CAR_DT, bytes.fromhex(data))


def _answer(data: str) -> Frame:
    return Frame(CHARGER_CM, bytes.fromhex(data))


def _feed(receiver: Receiver, *frames: Frame) -> tuple[list[str], list[Delivery]]:
    said, got = [], []
    for frame in frames:
        answers, delivery = receiver.receive(frame, 0.0)
        said += [answer.data.hex().upper() for answer in answers]
        got += [delivery] if delivery else []
    return said, got


def _receiver() -> Receiver:
    return Receiver(own=0x56, peer=0xF4)


def _sender(gap_s: float = 0.01) -> Sender:
    return Sender(own=0xF4, peer=0x56, gap_s=gap_s)


def test_a_message_is_delivered_when_every_packet_came_in_order() -> None:
    said, got = _feed(_receiver(), _cm(BCP_RTS), _dt(BCP_DT[0]), _dt(BCP_DT[1]))
    # github wogee/Rose bms.c: CTS and end-of-message of BCP.
    assert said == ["110201FFFF000600", "130D0002FF000600"]
    assert got == [Delivery(0x0600, BCP)]


def test_answers_go_out_under_the_chargers_id() -> None:
    answers, _ = _receiver().receive(_cm(BRM_RTS), 0.0)
    assert answers == [_answer("110701FFFF000200")]  # capture tyu05


def test_packets_are_asked_for_one_by_one_where_the_sender_wants_that() -> None:
    said, got = _feed(_receiver(), _cm("100D000201000600"), _dt(BCP_DT[0]), _dt(BCP_DT[1]))
    assert said == ["110101FFFF000600", "110102FFFF000600", "130D0002FF000600"]
    assert got == [Delivery(0x0600, BCP)]


def test_a_repeated_rts_starts_the_transfer_anew() -> None:
    said, got = _feed(
        _receiver(), _cm(BCP_RTS), _dt(BCP_DT[0]), _cm(BCP_RTS), _dt(BCP_DT[0]), _dt(BCP_DT[1])
    )
    assert said == ["110201FFFF000600"] * 2 + ["130D0002FF000600"]
    assert got == [Delivery(0x0600, BCP)]


def test_packets_out_of_order_are_asked_for_again_and_never_delivered() -> None:
    receiver = _receiver()
    said, got = _feed(receiver, _cm(BCP_RTS), _dt(BCP_DT[1]))
    assert (said[-1], got) == ("110201FFFF000600", [])
    assert _feed(receiver, _dt(BCP_DT[0]), _dt(BCP_DT[1]))[1] == [Delivery(0x0600, BCP)]


def test_a_duplicate_packet_changes_nothing() -> None:
    _, got = _feed(_receiver(), _cm(BCP_RTS), _dt(BCP_DT[0]), _dt(BCP_DT[0]), _dt(BCP_DT[1]))
    assert got == [Delivery(0x0600, BCP)]


@pytest.mark.parametrize("forged", ["0100000000000000", "01", "019901220BCD00"])
def test_a_packet_that_comes_again_with_other_bytes_spoils_the_transfer(forged: str) -> None:
    said, got = _feed(_receiver(), _cm(BCP_RTS), _dt(BCP_DT[0]), _dt(forged), _dt(BCP_DT[1]))
    assert (said[-1], got) == ("FF08FFFFFF000600", [])


def test_a_missing_packet_is_asked_for_again_when_the_last_one_shows_the_gap() -> None:
    receiver = _receiver()
    packets = [f"{n:02X}" + f"{n:02X}" * 7 for n in range(1, 8)]
    first = [_dt(packet) for packet in packets if not packet.startswith("03")]
    said, got = _feed(receiver, _cm(BRM_RTS), *first)
    assert (said, got) == (["110701FFFF000200", "110503FFFF000200"], [])
    _, got = _feed(receiver, *(_dt(packet) for packet in packets[2:]))
    assert got == [Delivery(0x0200, b"".join(bytes([n] * 7) for n in range(1, 8)))]


def test_a_lost_last_packet_is_asked_for_after_t1_and_given_up_after_two_tries() -> None:
    receiver = _receiver()
    receiver.receive(_cm(BCP_RTS), 0.0)
    receiver.receive(_dt(BCP_DT[0]), 0.01)
    assert receiver.next_at == pytest.approx(0.76)  # T1 0.75 s
    assert receiver.due(0.75) == []
    assert receiver.due(0.76) == [_answer("110102FFFF000600")]
    assert receiver.due(2.01) == [_answer("110102FFFF000600")]  # T2 1.25 s
    assert receiver.due(3.26) == [_answer("FF03FFFFFF000600")]
    assert receiver.next_at == NEVER
    assert receiver.receive(_dt(BCP_DT[1]), 3.3) == ([], None)


@pytest.mark.parametrize(
    "rts",
    [
        "10310006FF000200",  # github wogee/Rose: 49 bytes in 6 packets
        "10000000FF000200",  # no bytes
        "10000001FF000200",
        "10FA06FFFF000200",  # 1786 bytes
        "10FFFFFFFF000200",
        "10310000FF000200",
    ],
)
def test_an_impossible_announcement_is_aborted(rts: str) -> None:
    said, got = _feed(_receiver(), _cm(rts), _dt("0101010101010101"))
    assert (said, got) == (["FF09FFFFFF000200"], [])


def test_the_longest_message_is_received() -> None:
    packets = [_dt(f"{n:02X}" + "AB" * 7) for n in range(1, 256)]
    _, got = _feed(_receiver(), _cm("10F906FFFF001500"), *packets)
    assert got == [Delivery(0x1500, b"\xab" * 1785)]


@pytest.mark.parametrize(
    "frame",
    [
        _cm("10310007FF0002"),
        _cm(""),
        _dt(""),
        _dt("01"),
        _dt(BCP_DT[0]),
        Frame(0x1CEC5617, bytes.fromhex(BRM_RTS)),
        Frame(0x1CECF456, bytes.fromhex(BRM_RTS)),
        Frame(CAR_CM, bytes.fromhex(BRM_RTS), extended=False),
        _cm("20310007FF000200"),  # BAM is not used
    ],
)
def test_a_frame_that_fits_nothing_is_ignored(frame: Frame) -> None:
    receiver = _receiver()
    assert receiver.receive(frame, 0.0) == ([], None)
    assert receiver.next_at == NEVER


def test_a_short_packet_is_not_taken_for_a_whole_one() -> None:
    _, got = _feed(_receiver(), _cm(BCP_RTS), _dt(BCP_DT[0][:-2]), _dt(BCP_DT[1]))
    assert got == []


def test_an_unpadded_last_packet_is_enough() -> None:
    _, got = _feed(_receiver(), _cm(BCP_RTS), _dt(BCP_DT[0]), _dt(BCP_DT[1][:-2]))
    assert got == [Delivery(0x0600, BCP)]


def test_an_abort_ends_the_transfer_it_names_and_no_other() -> None:
    receiver = _receiver()
    abort_brm, abort_bcp = "FFFFFFFFFF000200", "FFFFFFFFFF000600"  # capture ru5t-2
    _, got = _feed(
        receiver, _cm(BCP_RTS), _cm(abort_brm), _dt(BCP_DT[0]), _cm(abort_bcp), _dt(BCP_DT[1])
    )
    assert got == []


def test_a_message_is_sent_packet_by_packet_every_10_ms() -> None:
    sender = _sender()
    assert sender.send(0x0600, BCP, 1.0) == [_cm(BCP_RTS)]
    assert sender.receive(_answer("110201FFFF000600"), 1.001) == [_dt(BCP_DT[0])]
    assert sender.next_at == pytest.approx(1.011)
    assert sender.due(1.011) == [_dt(BCP_DT[1])]
    assert not sender.idle
    assert sender.receive(_answer("130D0002FF000600"), 1.02) == []
    assert (sender.idle, sender.last, sender.next_at) == (True, Outcome.SENT, NEVER)


def test_packets_that_were_never_sent_are_not_skipped() -> None:
    sender = _sender()
    sender.send(0x0600, BCP, 0.0)
    assert sender.receive(_answer("110102FFFF000600"), 0.001) == []  # from the second of two
    assert sender.receive(_answer("130D0002FF000600"), 0.002) == []
    assert not sender.idle
    assert sender.receive(_answer("110201FFFF000600"), 0.003) == [_dt(BCP_DT[0])]
    assert sender.receive(_answer("110102FFFF000600"), 0.004) == [_dt(BCP_DT[1])]


@pytest.mark.parametrize("end", ["130D0001FF000600", "130C0002FF000600", "130D0102FF000600"])
def test_an_end_of_another_size_or_count_is_none(end: str) -> None:
    sender = _sender(gap_s=0.0)
    sender.send(0x0600, BCP, 0.0)
    sender.receive(_answer("110201FFFF000600"), 0.0)
    assert sender.receive(_answer(end), 0.001) == []
    assert not sender.idle
    sender.receive(_answer("130D0002FF000600"), 0.002)
    assert sender.last is Outcome.SENT


@pytest.mark.parametrize("fill", ["FFFF", "0000", "A55A"])
def test_what_fills_an_answer_does_not_matter(fill: str) -> None:
    # Many chargers of the field fill with zeros.
    sender = _sender()
    sender.send(0x0600, BCP, 1.0)
    assert sender.receive(_answer(f"1102 01{fill}000600"), 1.001) == [_dt(BCP_DT[0])]
    assert sender.due(1.011) == [_dt(BCP_DT[1])]
    sender.receive(_answer("130D000200000600"), 1.02)
    assert sender.last is Outcome.SENT


def test_all_packets_go_at_once_where_no_gap_is_kept() -> None:
    sender = _sender(gap_s=0.0)
    sender.send(0x0600, BCP, 0.0)
    packets = sender.receive(_answer("110201FFFF000600"), 0.0)
    assert packets == [_dt(BCP_DT[0]), _dt(BCP_DT[1])]


def test_an_unanswered_rts_is_aborted_after_1_25_s() -> None:
    sender = _sender()
    sender.send(0x0200, bytes(49), 0.0)
    assert sender.next_at == 1.25  # T3, as in capture ru5t-2
    assert sender.due(1.25) == [_cm("FF03FFFFFF000200")]
    assert sender.last is Outcome.TIMED_OUT


def test_a_missing_end_is_not_waited_for_longer_than_t3() -> None:
    sender = _sender(gap_s=0.0)
    sender.send(0x0600, BCP, 0.0)
    sender.receive(_answer("110201FFFF000600"), 0.1)
    assert sender.next_at == pytest.approx(1.35)
    assert sender.due(1.36) == [_cm("FF03FFFFFF000600")]


@pytest.mark.parametrize(
    "answer",
    [
        "110201FFFF000200",  # for another PGN
        "110209FFFF000600",  # beyond the last packet
        "110200FFFF000600",
        "130D0002FF000600",  # the end before anything was sent
        "1102",
    ],
)
def test_an_answer_that_fits_nothing_is_ignored(answer: str) -> None:
    sender = _sender()
    sender.send(0x0600, BCP, 0.0)
    assert sender.receive(_answer(answer), 0.1) == []
    assert (sender.idle, sender.next_at) == (False, 1.25)


def test_a_hold_is_waited_for_1_05_s_and_stops_the_packets() -> None:
    sender = _sender()
    sender.send(0x0600, BCP, 0.0)
    sender.receive(_answer("110201FFFF000600"), 0.0)
    assert sender.receive(_answer("110002FFFF000600"), 0.005) == []
    assert sender.next_at == pytest.approx(1.055)  # T4
    assert sender.receive(_answer("110102FFFF000600"), 1.0) == [_dt(BCP_DT[1])]


def test_a_peer_that_holds_for_ever_is_left_after_5_s() -> None:
    sender = _sender()
    sender.send(0x0600, BCP, 0.0)
    for second in range(5):
        sender.receive(_answer("110001FFFF000600"), float(second))
    assert sender.due(5.0) == [_cm("FF03FFFFFF000600")]
    assert sender.idle


def test_a_packet_is_sent_again_when_asked_but_not_for_ever() -> None:
    sender = _sender(gap_s=0.0)
    sender.send(0x0600, BCP, 0.0)
    sender.receive(_answer("110201FFFF000600"), 0.0)
    again = _answer("110102FFFF000600")
    assert sender.receive(again, 0.1) == [_dt(BCP_DT[1])]
    assert sender.receive(again, 0.2) == [_dt(BCP_DT[1])]
    assert sender.receive(again, 0.3) == [_cm("FF03FFFFFF000600")]
    assert sender.last is Outcome.ABORTED


def test_packets_flow_from_the_answer_until_the_last_one() -> None:
    sender = _sender()
    sender.send(0x0600, BCP, 0.0)
    flowing = [sender.flowing]
    sender.receive(_answer("110201FFFF000600"), 0.0)
    flowing.append(sender.flowing)
    sender.due(0.01)
    flowing.append(sender.flowing)
    sender.receive(_answer("110002FFFF000600"), 0.02)
    flowing.append(sender.flowing)
    assert flowing == [False, True, False, False]


def test_an_abort_frees_the_sender() -> None:
    sender = _sender()
    sender.send(0x0600, BCP, 0.0)
    sender.receive(_answer("FF02FFFFFF000600"), 0.1)
    assert (sender.idle, sender.last) == (True, Outcome.ABORTED)


@pytest.mark.parametrize("length", [0, 1786])
def test_a_message_of_impossible_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        _sender().send(0x1500, bytes(length), 0.0)


def test_a_sender_says_nothing_before_its_time() -> None:
    sender = _sender()
    assert sender.due(0.0) == []
    sender.send(0x0600, BCP, 0.0)
    assert sender.due(1.249) == []
    # J1939-21: T3, 1.25 s for the CTS; then an abort.
    assert [frame.data.hex().upper() for frame in sender.due(1.25)] == ["FF03FFFFFF000600"]
