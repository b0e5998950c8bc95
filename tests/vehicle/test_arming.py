"""RFC 7914 is the witness for scrypt, so that our hash is not its own."""

import pytest

from vehicle.arming import Arming, BadPin, PinLock, hash_pin, is_pin

# RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1), 64 bytes;
# of which the first 32 are the shorter key: the last step of scrypt is PBKDF2-HMAC-SHA256.
RFC_RECORD = (
    "scrypt$16384$8$1$536f6469756d43686c6f72696465$"
    "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
)
SALT = bytes(range(16))


def test_a_record_that_another_program_made_after_rfc_7914_is_understood() -> None:
    assert is_pin("pleaseletmein", RFC_RECORD)
    assert not is_pin("pleaseletmeim", RFC_RECORD)


def test_a_record_opens_to_its_pin_only_and_does_not_hold_it() -> None:
    record = hash_pin("4711", SALT)
    assert record.startswith("scrypt$16384$8$1$000102030405060708090a0b0c0d0e0f$")
    assert "4711" not in record
    assert is_pin("4711", record)
    assert not is_pin("4712", record)


def test_the_same_pin_with_another_salt_is_another_record() -> None:
    assert hash_pin("4711", SALT)[-64:] != hash_pin("4711", bytes(16))[-64:]


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "１２３４", "-123"])
def test_what_is_not_4_to_12_digits_is_no_pin(pin: str) -> None:
    with pytest.raises(BadPin, match="4 to 12 digits"):
        hash_pin(pin, SALT)


@pytest.mark.parametrize(
    "record",
    ["", "4711", "scrypt$x$8$1$00$00", "md5$1$1$1$00$00", "scrypt$3$8$1$00$00", "scrypt$16$8$1$0$"],
)
def test_a_damaged_record_is_said_to_be_one(record: str) -> None:
    with pytest.raises(BadPin):
        is_pin("4711", record)


# FIRST_WAIT_S 1 s, doubled with each, LONGEST_WAIT_S 600 s (chosen).
@pytest.mark.parametrize(
    ("failures", "wait_s"), [(0, 0.0), (1, 1.0), (2, 2.0), (5, 16.0), (10, 512.0), (11, 600.0)]
)
def test_the_wait_doubles_with_every_wrong_pin_up_to_ten_minutes(
    failures: int, wait_s: float
) -> None:
    lock = PinLock()
    for _ in range(failures):
        lock.note(100.0, is_right=False)
    assert lock.wait_s(100.0) == wait_s


def test_a_wait_passes_and_a_right_pin_ends_the_counting() -> None:
    lock = PinLock()
    for _ in range(3):
        lock.note(0.0, is_right=False)
    assert lock.wait_s(3.5) == 0.5
    assert lock.wait_s(4.0) == 0.0
    lock.note(4.0, is_right=True)
    assert (lock.failures, lock.wait_s(4.0)) == (0, 0.0)


def test_a_restart_does_not_shorten_the_wait() -> None:
    assert PinLock(failures=5, now=7.0).wait_s(7.0) == 16.0


def test_who_follows_is_told_of_every_change_once() -> None:
    arming, told = Arming(), list[bool]()
    arming.follow(lambda: told.append(arming.is_armed))
    for is_armed in (True, True, False):
        arming.set(is_armed=is_armed)
    assert told == [True, False]
