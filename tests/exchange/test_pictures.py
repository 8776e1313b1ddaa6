# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures are taken for what they hold, or refused with a word that a person can act on."""

import io
import struct
import tempfile
import zlib
from contextlib import nullcontext, suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.exchange import picture_export, pictures

NOW = datetime(2026, 10, 8, 9, 0)
TAKEN = "2026:09:26 08:30:00"
HEICS = Path(__file__).parent.parent / "data" / "pictures"
HEIC = HEICS / "heap.heic"


def drawn(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 160, 30), (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def exif_of_place() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 50.0, 0.0), 3: "E", 4: (104.0, 6.0, 0.0)})
    return exif


def photo(orientation: int = 1, taken: str = TAKEN) -> bytes:
    exif = exif_of_place()
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[36867] = taken
    return saved(drawn(), "JPEG", exif=exif, comment=b"at home")


def with_item_type(kind: bytes) -> bytes:
    """A HEIC whose second item is called otherwise: one wrong bit of it would end the decoder's process."""
    return HEIC.read_bytes().replace(b"\0\0Exif\0", b"\0\0" + kind + b"\0", 1)


def is_green(picture: Image.Image, place: tuple[int, int]) -> bool:
    red, green, _blue = picture.getpixel(place)  # pyright: ignore
    return green > 100 > red


def looked_at(tmp_path: Path, content: bytes, name: str = "照片.jpg") -> pictures.PictureFacts:
    path = tmp_path / name
    path.write_bytes(content)
    return pictures.inspect(path, NOW)


def test_a_photo_tells_its_size_as_it_is_seen_and_when_and_that_it_knows_where(tmp_path: Path) -> None:
    facts = looked_at(tmp_path, photo(orientation=6))
    assert (facts.kind, facts.suffix, facts.width_px, facts.height_px) == ("jpeg", ".jpg", 48, 64)
    assert (facts.taken_at, facts.has_location) == (datetime(2026, 9, 26, 8, 30), True)


@pytest.mark.parametrize("taken", ["2027:01:01 00:00:00", "1970:01:01 00:00:00", "0000:00:00 00:00:00", "yesterday"])
def test_a_camera_whose_clock_is_wrong_says_nothing(tmp_path: Path, taken: str) -> None:
    assert looked_at(tmp_path, photo(taken=taken)).taken_at is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (saved(drawn("CMYK"), "JPEG"), "jpeg"),
        (saved(drawn("L"), "JPEG"), "jpeg"),
        (saved(drawn("P"), "PNG"), "png"),
        (saved(drawn("RGBA"), "PNG"), "png"),
        (saved(Image.new("I;16", (64, 48), 40_000), "PNG"), "png"),
        (saved(drawn(), "WEBP"), "webp"),
        (saved(drawn(), "GIF"), "gif"),
        (saved(drawn(), "BMP"), "bmp"),
        (saved(drawn("CMYK"), "TIFF"), "tiff"),
        (HEIC.read_bytes(), "heic"),
    ],
)
def test_every_usual_kind_is_taken_whatever_it_is_called(tmp_path: Path, content: bytes, kind: str) -> None:
    assert looked_at(tmp_path, content, "IMG_0001.jpg").kind == kind
    small = Image.open(io.BytesIO(pictures.thumbnail(content, 40)))
    assert (small.format, small.mode, max(small.size)) == ("JPEG", "RGB", 40)
    assert dict(small.getexif()) == {}


def test_a_heic_tells_when_it_was_taken(tmp_path: Path) -> None:
    facts = looked_at(tmp_path, HEIC.read_bytes(), "IMG_0001.HEIC")
    assert (facts.width_px, facts.height_px) == (320, 240)
    assert (facts.taken_at, facts.has_location) == (datetime(2026, 9, 26, 8, 30), True)


def test_a_heic_that_was_held_upright_stands_upright(tmp_path: Path) -> None:
    content = (HEICS / "turned.heic").read_bytes()
    facts = looked_at(tmp_path, content)
    assert (facts.width_px, facts.height_px, facts.taken_at) == (240, 320, datetime(2026, 9, 26, 8, 30))
    small = Image.open(io.BytesIO(pictures.thumbnail(content, 80)))
    assert (small.size, is_green(small, (30, 10)), is_green(small, (30, 70))) == ((60, 80), True, False)


def test_of_a_burst_the_chosen_picture_counts(tmp_path: Path) -> None:
    facts = looked_at(tmp_path, (HEICS / "burst.heic").read_bytes())
    assert (facts.width_px, facts.height_px, facts.taken_at, facts.has_location) == (320, 240, None, False)


def test_of_a_panorama_camera_s_two_pictures_the_first_counts(tmp_path: Path) -> None:
    content = saved(drawn(), "MPO", save_all=True, append_images=[drawn(size=(20, 20))])
    facts = looked_at(tmp_path, content)
    assert (facts.kind, facts.suffix, facts.width_px, facts.height_px) == ("jpeg", ".jpg", 64, 48)
    assert len(picture_export.without_location(content).content) < len(content)


def test_a_camera_that_names_no_degrees_does_not_tell_where(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[0] = b"\2\2\0\0"
    assert not looked_at(tmp_path, saved(drawn(), "JPEG", exif=exif)).has_location


def test_a_place_in_words_is_a_place(tmp_path: Path) -> None:
    content = saved(drawn(), "JPEG", xmp=b'<x exif:GPSLatitude="30,50.0N"/>')
    assert looked_at(tmp_path, content).has_location
    assert not looked_at(tmp_path, picture_export.without_location(content).content).has_location


def test_what_is_wrong_beside_the_pixels_refuses_no_picture(tmp_path: Path) -> None:
    facts = looked_at(tmp_path, saved(drawn(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\xff\xffnothing"))
    assert (facts.width_px, facts.taken_at, facts.has_location) == (64, None, False)


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L", "P", "RGBA"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_a_camera_was_held_green_is_where_it_was_seen(mode: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    kind = "JPEG" if mode in ("RGB", "CMYK") else "PNG"
    content = saved(drawn().quantize(4) if mode == "P" else drawn(mode), kind, exif=exif)
    seen = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
    for made in (pictures.thumbnail(content, 64), pictures.for_paper(content, 64)):
        small = Image.open(io.BytesIO(made))
        assert small.size == seen.size
        for place in ((8, 8), (small.width - 8, 8), (8, small.height - 8)):
            near = zip(small.getpixel(place), seen.getpixel(place), strict=True)  # pyright: ignore
            assert all(abs(one - other) < 30 for one, other in near)


def test_a_print_shop_s_jpeg_is_no_negative(tmp_path: Path) -> None:
    content = saved(drawn("CMYK"), "JPEG")
    assert b"Adobe" in content
    assert looked_at(tmp_path, content).kind == "jpeg"
    small = Image.open(io.BytesIO(pictures.thumbnail(content, 64)))
    assert (is_green(small, (8, 8)), is_green(small, (56, 8))) == (True, False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture_not_a_picture"),
        ("张三在3栋门口".encode(), "picture_not_a_picture"),
        (b"%PDF-1.7 ...", "picture_not_a_picture"),
        ("BMW车主名单".encode(), "picture_not_a_picture"),
        (b"\0\0\0\x20ftypisom" + bytes(100), "picture_not_a_picture"),
        (photo()[:-200], "picture_broken"),
        (photo()[:-2], "picture_broken"),
        (with_item_type(b"\xb0xif"), "picture_broken"),
        (saved(drawn(), "PNG")[:-30], "picture_broken"),
        (HEIC.read_bytes()[:900], "picture_broken"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture_broken"),
        (b"\xff\xd8\xff" + b"a" * 60_000_001, "picture_too_large"),
        (saved(drawn(), "GIF", save_all=True, append_images=[drawn("L")]), "picture_animated"),
        (saved(drawn(), "PNG", save_all=True, append_images=[drawn("L").convert("RGB")]), "picture_animated"),
        (saved(drawn(), "TIFF", save_all=True, append_images=[drawn("L")]), "picture_animated"),
        (saved(drawn(), "WEBP", save_all=True, append_images=[drawn("L").convert("RGB")]), "picture_animated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_whole_photo_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(Invalid, match=code) as caught:
        looked_at(tmp_path, content, "现场.jpg")
    assert caught.value.params["file"] == "现场.jpg"


def test_a_header_that_promises_too_many_pixels_is_refused_before_they_are_made(tmp_path: Path) -> None:
    png = bytearray(saved(drawn("L"), "PNG"))
    png[16:24] = struct.pack(">II", 40_000, 40_000)
    png[29:33] = zlib.crc32(png[12:29]).to_bytes(4)
    with pytest.raises(Invalid, match="picture_too_large"):
        looked_at(tmp_path, bytes(png))


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="picture_unreadable"):
        pictures.inspect(tmp_path / "现场.jpg", NOW)


def test_a_thumbnail_stands_upright_and_shows_white_where_nothing_is() -> None:
    turned = Image.open(io.BytesIO(pictures.thumbnail(photo(orientation=6), 48)))
    assert turned.size == (36, 48)
    # Turned a quarter to the right, what was left (green) is above.
    assert turned.getpixel((18, 8))[1] > 100 > turned.getpixel((18, 40))[1]  # pyright: ignore
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert Image.open(io.BytesIO(pictures.thumbnail(saved(clear, "PNG"), 20))).getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_leaves_without_place_camera_or_comment_and_with_its_pixels(tmp_path: Path) -> None:
    content = photo(orientation=6) + b"a film that follows"
    left = picture_export.without_location(content)
    again = looked_at(tmp_path, left.content)
    assert (again.has_location, again.taken_at, again.width_px) == (False, None, 48)
    assert b"at home" not in left.content
    assert b"film" not in left.content
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(left.content))
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 1}, {}])
def test_every_way_of_writing_a_jpeg_keeps_its_pixels(options: dict[str, object]) -> None:
    content = saved(drawn(), "JPEG", **options)
    left = picture_export.without_location(content).content
    assert Image.open(io.BytesIO(content)).tobytes() == Image.open(io.BytesIO(left)).tobytes()


def test_other_kinds_leave_bare_too() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_itxt("Place", "3栋门口")
    png = picture_export.without_location(saved(drawn("RGBA"), "PNG", pnginfo=words))
    assert png.suffix == ".png"
    assert Image.open(io.BytesIO(png.content)).text == {}  # pyright: ignore
    lossless = saved(drawn("RGBA"), "WEBP", lossless=True, exif=exif_of_place(), xmp=b"<x/>")
    webp = picture_export.without_location(lossless)
    bare = Image.open(io.BytesIO(webp.content))
    assert (webp.suffix, dict(bare.getexif()), "xmp" in bare.info) == (".webp", {}, False)
    assert bare.tobytes() == Image.open(io.BytesIO(lossless)).tobytes()
    heic = picture_export.without_location(HEIC.read_bytes())
    assert (heic.suffix, dict(Image.open(io.BytesIO(heic.content)).getexif())) == (".jpg", {})


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("WEBP", ".jpg"), ("TIFF", ".jpg"), ("JPEG", ".jpg")])
def test_what_leaves_is_turned_as_it_was_seen(tmp_path: Path, kind: str, suffix: str) -> None:
    exif = exif_of_place()
    exif[0x0112] = 6
    content = saved(drawn(), kind, exif=exif)
    facts = looked_at(tmp_path, content)
    assert (facts.width_px, facts.height_px, facts.has_location) == (48, 64, kind != "TIFF")
    left = picture_export.without_location(content)
    again = ImageOps.exif_transpose(Image.open(io.BytesIO(left.content)))
    assert (left.suffix, again.size, is_green(again, (20, 8)), is_green(again, (20, 56))) == (
        suffix,
        (48, 64),
        True,
        False,
    )
    assert not Image.open(io.BytesIO(left.content)).getexif().get_ifd(0x8825)


SEEDS = (
    photo(), saved(drawn("P"), "PNG"), saved(drawn(), "GIF"), HEIC.read_bytes(), saved(drawn(), "TIFF"),
    saved(drawn("RGBA"), "WEBP", lossless=True, exif=exif_of_place()), saved(drawn("L"), "BMP"), b"", b"\xff\xd8\xff",
    (HEICS / "burst.heic").read_bytes(), saved(drawn("CMYK"), "JPEG", progressive=True),
)  # fmt: skip
CODES = {"picture_not_a_picture", "picture_broken", "picture_too_large", "picture_animated"}


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), max_size=6),
    st.integers(0, 2000),
)
def test_mangled_pictures_are_taken_or_refused_and_nothing_else(
    seed: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    content = bytearray(seed[: max(len(seed) - cut, 0)] if cut > 1000 else seed)
    for place, value in changes:
        if content:
            content[place % len(content)] = value
    taken_or_refused(bytes(content))


@given(st.binary(max_size=300), st.sampled_from([b"", *(seed[:24] for seed in SEEDS)]))
def test_whatever_a_file_holds_it_is_taken_or_refused(rest: bytes, head: bytes) -> None:
    taken_or_refused(head + rest)


def taken_or_refused(content: bytes) -> None:
    refused: Invalid | None = None
    with tempfile.TemporaryDirectory() as folder:
        try:
            looked_at(Path(folder), content)
        except Invalid as error:
            refused = error
    assert refused is None or refused.code in CODES
    for use in (lambda: pictures.thumbnail(content, 32), lambda: picture_export.without_location(content)):
        # What was taken when it came in is shown, and leaves.
        with nullcontext() if refused is None else suppress(Invalid):
            use()
