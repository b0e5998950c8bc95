"""Leave the application's language as it was found, as the tests of the glass do."""

from tests.ui.conftest import language_of_its_own

__all__ = ["language_of_its_own"]
