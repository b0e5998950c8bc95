"""Make places.tsv from the adcodes.csv inside the cpca wheel; run once, by hand.

`python -m resources.map.build_places cpca-0.5.5-py3-none-any.whl`

It needs pypinyin, which the product does not: run it in an environment of its own beside ours.
"""

import csv
import importlib
import io
import re
import sys
import zipfile
from pathlib import Path

from network.geo import gcj02_to_wgs84

TARGET = Path(__file__).with_name("places.tsv")
HEADER = ("adcode", "level", "name", "name_en", "lat", "lon", "province")

# Rows that name a drawer, not a place.
_DRAWERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_PROVINCES_EN = {
    "内蒙古自治区": "Inner Mongolia",
    "陕西省": "Shaanxi",
    "西藏自治区": "Tibet",
    "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macao",
    "台湾省": "Taiwan",
    "宁夏回族自治区": "Ningxia",
    "广西壮族自治区": "Guangxi",
    "新疆维吾尔自治区": "Xinjiang",
}
# Names that are not read syllable by syllable, and readings that pypinyin gets wrong.
_PREFECTURES_EN = {
    "长治": "Changzhi",
    "漯河": "Luohe",
    "朝阳": "Chaoyang",
    "吕梁": "Lüliang",
    "黔西南": "Qianxi'nan",
    "呼和浩特": "Hohhot",
    "乌鲁木齐": "Urumqi",
    "哈尔滨": "Harbin",
    "齐齐哈尔": "Qiqihar",
    "拉萨": "Lhasa",
    "日喀则": "Shigatse",
    "昌都": "Chamdo",
    "林芝": "Nyingchi",
    "山南": "Lhoka",
    "那曲": "Nagqu",
    "阿里": "Ngari",
    "包头": "Baotou",
    "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulunbuir",
    "巴彦淖尔": "Bayannur",
    "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol",
    "阿拉善": "Alxa",
    "兴安": "Hinggan",
    "克拉玛依": "Karamay",
    "吐鲁番": "Turpan",
    "哈密": "Hami",
    "昌吉": "Changji",
    "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin",
    "阿克苏": "Aksu",
    "克孜勒苏": "Kizilsu",
    "喀什": "Kashgar",
    "和田": "Hotan",
    "伊犁": "Ili",
    "塔城": "Tacheng",
    "阿勒泰": "Altay",
    "六安": "Lu'an",
    "甘孜": "Garze",
    "阿坝": "Ngawa",
    "海西": "Haixi",
    "果洛": "Golog",
    "玉树": "Yushu",
    "德宏": "Dehong",
    "西双版纳": "Xishuangbanna",
}
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|白|哈尼|哈萨克|傣|黎|傈僳|景颇|柯尔克孜|土家|羌|土"
)
_SUFFIX = re.compile(rf"(?<=..)(({_PEOPLES})族)*(蒙古|哈萨克|柯尔克孜)?(自治州|地区|盟|市|省)$")


def main() -> int:
    """Read the wheel, write the table, say how many of each level it holds."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        text = wheel.read("cpca/resources/adcodes.csv").decode("utf-8")
    source = {row["adcode"][:6]: row for row in csv.DictReader(io.StringIO(text))}
    rows = [
        _place(code, row, source)
        for code, row in sorted(source.items())
        if row["name"] not in _DRAWERS and row["longitude"]
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    counts = {level: sum(row[1] == level for row in rows) for level in sorted({r[1] for r in rows})}
    sys.stdout.write(f"{TARGET}: {counts}\n")
    return 0


def _place(code: str, row: dict[str, str], source: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Describe one place. AMap publishes the same centres, so they are taken for GCJ-02."""
    lat, lon = gcj02_to_wgs84(float(row["latitude"]), float(row["longitude"]))
    province = source[code[:2] + "0000"]["name"]
    level = _level(code)
    name_en = "" if level == "county" else _english(row["name"], level)
    return code, level, row["name"], name_en, f"{lat:.5f}", f"{lon:.5f}", province


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _english(name: str, level: str) -> str:
    if level == "province" and name in _PROVINCES_EN:
        return _PROVINCES_EN[name]
    short = _SUFFIX.sub("", name)
    if short in _PREFECTURES_EN:
        return _PREFECTURES_EN[short]
    syllables = importlib.import_module("pypinyin").lazy_pinyin(short)
    joined = syllables[0] + "".join(
        "'" + syllable if syllable[0] in "aeo" else syllable for syllable in syllables[1:]
    )
    return str(joined).capitalize()


if __name__ == "__main__":
    sys.exit(main())
