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
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

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
# Counties whose names are no Chinese: their pinyin is not what they are called in English.
_OTHER_TONGUES = (
    "15",
    "54",
    "65",
    "5132",
    "5133",
    "5334",
    "6230",
    "6323",
    "6325",
    "6326",
    "6327",
    "6328",
)
_COUNTIES_EN = {
    "乐亭": "Laoting", "铅山": "Yanshan", "浚县": "Xunxian", "单县": "Shanxian", "莘县": "Shenxian",
    "荥阳": "Xingyang", "荥经": "Yingjing", "蔚县": "Yuxian", "乐清": "Yueqing", "乐陵": "Laoling",
    "六合": "Luhe", "盱眙": "Xuyi", "犍为": "Qianwei", "长子": "Zhangzi", "洪洞": "Hongtong",
    "中牟": "Zhongmu", "牟平": "Muping", "泌阳": "Biyang", "渑池": "Mianchi", "番禺": "Panyu",
    "大埔": "Dabu", "井陉": "Jingxing", "句容": "Jurong", "枞阳": "Zongyang", "涡阳": "Guoyang",
    "吴堡": "Wubu", "柞水": "Zhashui", "什邡": "Shifang", "筠连": "Junlian", "黄陂": "Huangpi",
    "歙县": "Shexian", "黟县": "Yixian", "隰县": "Xixian", "繁峙": "Fanshi", "覃塘": "Qintang",
    "朝阳": "Chaoyang", "东阿": "Dong'e", "余干": "Yugan", "天台": "Tiantai", "任丘": "Renqiu",
    "闵行": "Minhang", "夹江": "Jiajiang", "蠡县": "Lixian", "郫都": "Pidu", "宿松": "Susong",
    "宿豫": "Suyu",
}  # fmt: skip
# How these characters are read in names of places, other than in most words.
_READ_IN_PLACES = {"长": "chang", "都": "du", "曾": "zeng", "乐": "le", "重": "chong"}
_MOST_CHARACTERS = 3
"""Longer names of counties are written after another language, as 杜尔伯特."""
_COUNTY_SUFFIX = re.compile(r"(?<=..)(自治县|自治旗|林区|特区|新区|矿区|地区|县|市|区|旗)$")
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|白|哈尼|哈萨克|傣|黎|傈僳|景颇|柯尔克孜|土家|羌|土"
)
_SUFFIX = re.compile(rf"(?<=..)(({_PEOPLES})族)*(蒙古|哈萨克|柯尔克孜)?(自治州|地区|盟|市|省)$")

_COUNTY_PEOPLES = re.compile(
    rf"(?<=..)(({_PEOPLES}|满|瑶|畲|仡佬|毛南|仫佬|佤|拉祜|纳西|水|黎|布朗|撒拉|东乡|保安|裕固|普米|怒|独龙|各)族)+(蒙古族)?$"
)


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
    name_en = (
        _county_english(code, row["name"]) if level == "county" else _english(row["name"], level)
    )
    return code, level, row["name"], name_en, f"{lat:.5f}", f"{lon:.5f}", province


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _county_english(code: str, name: str) -> str:
    """Write a county in pinyin without what it is; empty where that would not be its name."""
    if code.startswith(_OTHER_TONGUES) or name.endswith("旗"):
        return ""
    short = _COUNTY_PEOPLES.sub("", _COUNTY_SUFFIX.sub("", name))
    if len(short) > _MOST_CHARACTERS:
        return ""
    return _COUNTIES_EN.get(short) or _pinyin(short, _READ_IN_PLACES)


def _english(name: str, level: str) -> str:
    if level == "province" and name in _PROVINCES_EN:
        return _PROVINCES_EN[name]
    short = _SUFFIX.sub("", name)
    if short in _PREFECTURES_EN:
        return _PREFECTURES_EN[short]
    return _pinyin(short)


def _pinyin(name: str, readings: Mapping[str, str] = MappingProxyType({})) -> str:
    syllables = importlib.import_module("pypinyin").lazy_pinyin(name, v_to_u=True)
    if len(syllables) == len(name):
        pairs = zip(name, syllables, strict=True)
        syllables = [readings.get(character, syllable) for character, syllable in pairs]
    joined = syllables[0] + "".join(
        "'" + syllable if syllable[0] in "aeo" else syllable for syllable in syllables[1:]
    )
    return str(joined).capitalize()


if __name__ == "__main__":
    sys.exit(main())
