import pytest

from nlp_arenden.errors import UsageError
from nlp_arenden.settings import Settings, read_settings


def test_an_empty_environment_leaves_every_choice_to_the_layer_that_owns_it():
    assert read_settings({}) == Settings()


def test_the_environment_is_read_by_prefix():
    found = read_settings(
        {"NLP_ARENDEN_MODELL": "egen", "NLP_ARENDEN_MAX_MB": "7", "NLP_ARENDEN_OCR": "nej", "MAX_SIDOR": "3"}
    )
    assert found == Settings(modell="egen", max_mb=7, ocr=False)


def test_an_option_goes_before_the_environment_and_a_missing_one_does_not():
    found = read_settings({"NLP_ARENDEN_MAX_MB": "7", "NLP_ARENDEN_ARBETARE": "3"})
    assert found.with_options(max_mb=9, arbetare=None) == Settings(max_mb=9, arbetare=3)


@pytest.mark.parametrize("value", ["noll", "0", "-1", "1.5", "²"])
def test_a_number_that_is_none_is_told_by_the_name_of_its_variable(value):
    with pytest.raises(UsageError, match="NLP_ARENDEN_MAX_SIDOR"):
        read_settings({"NLP_ARENDEN_MAX_SIDOR": value})


def test_a_flag_that_is_neither_yes_nor_no_is_told():
    with pytest.raises(UsageError, match="NLP_ARENDEN_FELSOK"):
        read_settings({"NLP_ARENDEN_FELSOK": "kanske"})
