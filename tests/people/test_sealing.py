import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.scope import Scope
from linli.ledger.audit import snapshot
from linli.ledger.scoped import acting_in
from linli.people import sealing
from linli.people.models import Resident
from linli.people.sealed import Sealed

TEXT = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=60)


@pytest.fixture(autouse=True)
def _fresh_keys():
    yield
    forget_keys()


def forget_keys():
    sealing._aes.cache_clear()
    sealing._sm4_key.cache_clear()


@pytest.fixture(params=["AES-GCM", "SM4-GCM"])
def cipher(request, settings):
    settings.SEALING_CIPHER = request.param
    return request.param


class TestSealing:
    @given(TEXT)
    def test_what_is_sealed_with_aes_comes_back(self, text):
        assert sealing.unseal(sealing.seal(text)) == text

    def test_what_is_sealed_comes_back_and_never_looks_the_same_twice(self, cipher):
        first, second = sealing.seal("王桂兰 13800005678"), sealing.seal("王桂兰 13800005678")
        assert first != second
        assert sealing.unseal(first) == sealing.unseal(second) == "王桂兰 13800005678"
        assert "王".encode() not in first

    def test_rows_sealed_before_the_cipher_was_changed_are_still_read(self, settings):
        settings.SEALING_CIPHER = "AES-GCM"
        old = sealing.seal("李")
        settings.SEALING_CIPHER = "SM4-GCM"
        assert sealing.unseal(old) == "李"
        assert sealing.seal("李")[0] == sealing.SM4 != old[0]

    def test_a_wrong_key_opens_nothing(self, cipher, settings):
        sealed = sealing.seal("清风街道")
        settings.SEALING_KEY = "ab" * 32
        forget_keys()
        with pytest.raises(InvalidTag):
            sealing.unseal(sealed)

    @pytest.mark.parametrize("at", [1, 13, -1])
    def test_a_changed_byte_is_noticed(self, cipher, at):
        sealed = bytearray(sealing.seal("清风街道"))
        sealed[at] ^= 1
        with pytest.raises(InvalidTag):
            sealing.unseal(bytes(sealed))


class TestFingerprints:
    def test_the_same_number_is_found_however_it_is_written(self):
        marks = {sealing.fingerprint(text) for text in ("138 0000 5678", "138-0000-5678", "１３８００００５６７８")}
        assert len(marks) == 1
        assert marks != {sealing.fingerprint("13800005679")}

    def test_another_key_gives_another_fingerprint(self, settings):
        mark = sealing.fingerprint("13800005678")
        settings.FINGERPRINT_KEY = "cd" * 32
        assert sealing.fingerprint("13800005678") != mark


class TestMasks:
    @pytest.mark.parametrize(
        ("kind", "text", "shown"),
        [
            ("name", "王桂兰", "王**"),
            ("name", "欧阳娜娜", "欧***"),
            ("name", "李", "李*"),
            ("phone", "13800005678", "138****5678"),
            ("phone", "2345", "****45"),
            ("id_number", "341702194901011234", "3417**********1234"),
            ("id_number", "1234", "****"),
            ("address", "新湖东苑7号楼2单元301室", "新湖东苑7号楼*单元*室"),
            ("text", "什么都不给看", "****"),
            ("phone", "", ""),
        ],
    )
    def test_what_is_shown(self, kind, text, shown):
        assert sealing.mask(text, kind) == shown

    @given(TEXT.filter(lambda text: len(text) > 1))
    def test_a_mask_never_shows_a_whole_name(self, name):
        assert sealing.mask(name, "name") != name or set(name[1:]) == {"*"}

    def test_a_sealed_value_shows_itself_masked_wherever_it_is_printed(self):
        value = Sealed("phone", text="13800005678")
        assert (str(value), f"{value}", repr(value)) == ("138****5678", "138****5678", "<Sealed phone>")


@pytest.mark.django_db
class TestResidents:
    def test_a_resident_is_kept_sealed_and_found_by_telephone(self, cipher):
        with acting_in(Scope.of(["341702010901"])):
            Resident.objects.create(place_code="341702010901", name="王桂兰", phone="199 0000 1234")
            found = Resident.objects.get(street_code=341702010, phone_mark=sealing.fingerprint("19900001234"))
            assert found.name.reveal() == "王桂兰"
            assert str(found.phone) == "199****1234"
            assert found.phone.last_four == "1234"
            found.phone = "19900004321"
            found.save()
            assert Resident.objects.get(street_code=341702010).phone_mark == sealing.fingerprint("19900004321")

    def test_nothing_sealed_enters_the_audit_trail(self):
        row = Resident(place_code="341702010901", name="王桂兰", phone="19900001234", birth_year=1950)
        shown = snapshot(row)
        assert "birth_year" in shown
        assert not {"name", "phone", "id_number", "name_mark", "phone_mark"} & shown.keys()

    def test_a_resident_is_nobodys_business_in_the_next_community(self):
        with acting_in(Scope.of(["341702010901"])):
            Resident.objects.create(place_code="341702010901", name="王桂兰")
        with acting_in(Scope.of(["341702010902"])):
            assert not Resident.objects.exists()
            assert not Resident._base_manager.exists()
