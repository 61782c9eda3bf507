"""xlsx/xlsxwriter-*.xlsx"""
import datetime
import io
import struct
import zlib

import xlsxwriter

from fixtures import *


def make(name, fill, sheet="Users", facts=(), **options):
    wb = xlsxwriter.Workbook(path("xlsx", name), options)
    ws = wb.add_worksheet(sheet)
    rows = [list(HEADER)] + people()
    for r, row in enumerate(rows):
        for c, v in enumerate(row):
            ws.write_string(r, c, v)
    shown = [list(r) for r in rows]
    fill(wb, ws, shown)
    wb.close()
    golden("xlsx", name, sheet, 1, numbered(shown), facts)


make("xlsxwriter-plain.xlsx", lambda wb, ws, shown: None)
make("xlsxwriter-constant-memory.xlsx", lambda wb, ws, shown: None, constant_memory=True)
make("xlsxwriter-zip64.xlsx", lambda wb, ws, shown: wb.use_zip64())


def typed(wb, ws, shown):
    pad = wb.add_format({"num_format": "0000000000"})
    spaced = wb.add_format({"num_format": "0# ## ## ## ##"})
    day = wb.add_format({"num_format": "dd/mm/yyyy"})
    bold, red = wb.add_format({"bold": True}), wb.add_format({"color": "red"})
    ws.write_number("H2", 612345601, pad)
    shown[1][PHONE] = "0612345601"
    ws.write_number("H3", 612345602, spaced)
    shown[2][PHONE] = "06 12 34 56 02"
    ws.write_number("H4", 33612345603)
    shown[3][PHONE] = "33612345603"
    ws.write_number("F5", 104)
    shown[4][ID] = "104"
    ws.write_datetime("F6", datetime.datetime(2026, 3, 2), day)
    shown[5][ID] = DATE
    ws.write_formula("F7", "=ROW()+99", None, 106)
    shown[6][ID] = "106"
    ws.write_formula("G8", '=UPPER("vendeuse")')  # a result of 0 until Excel calculates
    shown[7][TITLE] = "0"
    ws.write_formula("G9", '=IF(1,"Vendeur","")', None, "Vendeur")
    shown[8][TITLE] = "Vendeur"
    ws.write_formula("G10", "=NA()", None, "#N/A")
    shown[9][TITLE] = ERROR
    ws.write_rich_string("G11", "Ven", bold, "de", red, "ur")
    ws.write_url("A12", "mailto:louise.mueller@bellerive.example", None, "Louise Müller")
    ws.write_url("A13", "mailto:anais.petit@bellerive.example")
    ws.write_array_formula("G14:G14", '{=CONCATENATE("Mağaza ","müdürü")}', None, "Mağaza müdürü")
    ws.write_number("F15", 1.23456789012345e17)
    shown[14][ID] = TRUNCATED
    ws.write_blank("G16", None, bold)
    shown[15][TITLE] = ""
    ws.write_string("G17", "a_x000D_b")
    shown[16][TITLE] = "a_x000D_b"
    ws.write_string("G18", " deux\nlignes ")
    shown[17][TITLE] = " deux\nlignes "


make("xlsxwriter-typed.xlsx", typed)


def date1904(wb, ws, shown):
    ws.write_string(0, 8, "Embauche")
    shown[0].append("Embauche")
    day = wb.add_format({"num_format": 14})
    for r in range(1, 21):
        ws.write_datetime(r, 8, datetime.datetime(2020, 1, r), day)
        shown[r].append(DATE)


make("xlsxwriter-date1904.xlsx", date1904, date_1904=True)


def dressed(wb, ws, shown):
    ws.autofilter("A1:H21")
    ws.filter_column("D", "x == shop-izmir")
    for r in range(1, 21):
        if shown[r][ROLE] != "shop-izmir":
            ws.set_row(r, options={"hidden": True})
    ws.data_validation("E2:E200", {"validate": "list", "source": ["Administrator", "Manager", "Sales rep"]})
    ws.conditional_format("A2:A21", {"type": "duplicate", "format": wb.add_format({"bg_color": "#FFC7CE"})})
    ws.write_comment("A3", "à vérifier")
    ws.freeze_panes(1, 0)
    ws.set_column("A:A", 40)
    chart = wb.add_chart({"type": "column"})
    chart.add_series({"values": "=Users!$F$2:$F$5"})
    ws.insert_chart("K2", chart)
    wb.add_worksheet("Listes").hide()


make("xlsxwriter-filtered-chart.xlsx", dressed,
     facts=["hidden " + " ".join(str(i + 2) for i, p in enumerate(PEOPLE) if p[ROLE] != "shop-izmir")])


def png():
    """A red picture of eight times eight points."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    rows = zlib.compress((b"\0" + b"\xff\0\0" * 8) * 8)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def protected(wb, ws, shown):
    """What an annotated copy has to keep beside the cells: all that a sheet can point to."""
    ws.protect("secret", {"format_cells": True})
    ws.set_header("&L&G&RStaff", {"image_left": "logo.png", "image_data_left": png()})
    ws.set_background(png(), is_byte_stream=True)
    ws.insert_textbox("K4", "à côté")
    ws.insert_image("K20", "dot.png", {"image_data": png()})
    ws.write_comment("A3", "à vérifier", {"author": "Marc", "color": "#CCFFCC", "visible": True})
    ws.write_comment("A5", "mwah", {"author": "Marc"})
    ws.set_column("B:C", 14, None, {"level": 1})
    ws.set_column("I:XFD", None, None, {"hidden": True})
    ws.conditional_format("F2:F21", {"type": "data_bar"})
    ws.conditional_format("F2:F21", {"type": "icon_set", "icon_style": "3_arrows"})
    ws.data_validation("E2:E200", {"validate": "list", "source": ["Administrator", "Manager", "Sales rep"], "input_title": "Profil"})
    ws.repeat_rows(0)
    ws.print_area("A1:H21")
    other = wb.add_worksheet("Calculs")
    other.write_comment("A1", "autre feuille", {"author": "Marc"})
    other.add_sparkline("B1", {"range": "Calculs!A1:A9"})
    wb.define_name("Fiches", "=Users!$A$1:$H$21")


make("xlsxwriter-protected.xlsx", protected)
