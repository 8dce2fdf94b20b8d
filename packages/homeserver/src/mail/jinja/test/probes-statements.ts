import type { Probe } from './probe.ts';

/** Loops. */
export const LOOPS: readonly Probe[] = [
  '{% for x in list if x > 1 %}{{ loop.index }}/{{ loop.length }}:{{ x }};{% endfor %}',
  '{% for x in list %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }};{% endfor %}',
  '{% for x in list %}{{ loop.first }}{{ loop.last }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.index0 }}{{ loop.depth }}{{ loop.depth0 }} {% endfor %}',
  '{% for x in list %}{{ loop.cycle("odd", "even") }}{{ loop.changed(x > 1) }},{% endfor %}',
  '{% for x in none_list %}x{% else %}empty{% endfor %}{% for x in missing %}x{% else %}missing{% endfor %}',
  '{% for k, v in map.items() %}{{ k }}={{ v }};{% endfor %}',
  '{% for k in map %}{{ k }};{% endfor %}{% for v in map.values() %}{{ v }};{% endfor %}',
  '{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}',
  '{% for a, b in [(1, 2, 3)] %}{{ a }}{% endfor %}',
  '{% for c in name %}{{ c }}.{% endfor %}',
  '{% for x in list %}{% for y in words %}{{ loop.index }}{{ x }}{{ y }} {% endfor %}{{ loop.index }}{% endfor %}',
  '{% for x in [1, [2, [3]]] recursive %}{% if x is iterable %}[{{ loop(x) }}]{% else %}{{ x }}@{{ loop.depth }}{% endif %}{% endfor %}',
  '{% for x in list recursive %}{{ loop.depth0 }}{% if x == 3 %}({{ loop([1, 2]) }}){% endif %}{% endfor %}',
  '{% for x in list %}{{ loop(x) }}{% endfor %}',
  '{% for x in nothing %}{{ x }}{% endfor %}',
  '{% for x in one %}{{ x }}{% endfor %}',
  '{% set x = 0 %}{% for y in list %}{% set x = x + y %}{{ x }},{% endfor %}{{ x }}',
  '{% for x in list %}{% if loop.first %}{% set z = 5 %}{% endif %}{{ z }},{% endfor %}',
  '{{ loop }}|{% for x in list %}{% endfor %}{{ x }}|',
  '{% for loop in list %}{% endfor %}',
  '{% for x in list %}{{ x }}{% break %}{% endfor %}',
  '{% for x in list|sort(reverse=true) if x is odd %}{{ x }}{% endfor %}',
  '{% for x in 1, 2, 3 %}{{ x }}{% endfor %}',
  '{% for x in list if x > 5 else 1 %}{{ x }}{% endfor %}',
  '{% for item in people if item.tags %}{{ item.name }}{% if not loop.last %}, {% endif %}{% endfor %}',
  '{% for g in people|groupby("age") %}{{ g.grouper }}:{{ g.list|map(attribute="name")|join("+") }};{% endfor %}',
  '{% for age, group in people|groupby("age") %}{{ age }}{% for p in group %}{{ p.name }}{% endfor %}{% endfor %}',
  '{% for row in list|batch(3, "-") %}{{ row|join }}|{% endfor %}{% for col in list|slice(3) %}{{ col }}{% endfor %}',
  '{% set c = cycler("a", "b") %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.reset() }}{{ c.next() }}',
  '{% set j = joiner("|") %}{% for x in list %}{{ j() }}{{ x }}{% endfor %}',
  '{% set l = [] %}{% for x in list %}{% set _ = l.append(x * 2) %}{% endfor %}{{ l }}',
];

/** Statements, whitespace and malformed templates. */
export const STATEMENTS: readonly Probe[] = [
  '{% if zero %}a{% elif one %}b{% else %}c{% endif %}{% if none_list %}a{% else %}b{% endif %}{% if missing %}a{% endif %}{% if "0" %}c{% endif %}{% if 0.0 %}d{% endif %}',
  '{% set ns = namespace(total=0) %}{% for x in list %}{% set ns.total = ns.total + x %}{% endfor %}{{ ns.total }}{{ ns.nope }}',
  '{% set x.y = 1 %}',
  '{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}{{ a }}|{% set a = 5 %}{% with a = 1, b = a %}{{ b }}{% endwith %}{% with %}{% set q = 1 %}{{ q }}{% endwith %}{{ q }}',
  '{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set (c, d) = [3, 4] %}{{ c }}{{ d }}{% set e = 1, 2 %}{{ e }}',
  '{% set a, b = 1 %}',
  '{% set a, b = [1, 2, 3] %}',
  '{% set x %}<b>{{ value }}</b>{% endset %}{{ x }} {{ x|length }}{% set y | upper %}a{{ value }}{% endset %}{{ y }}',
  '{% if one %}{% set x = 1 %}{% endif %}{{ x }}{% if zero %}{% set y = 1 %}{% endif %}{{ y }}|',
  '{% macro m(a, b=2, c=a) %}{{ a }}-{{ b }}-{{ c }};{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(b=5, a=4) }}{{ m() }}',
  '{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, x=4) }}',
  '{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}',
  '{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}',
  '{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(value) }}{{ m(value)|upper }}{{ m("<"|safe) ~ "<" }}',
  '{% macro box(title) %}[{{ title }}: {{ caller(1, 2) }}]{% endmacro %}{% call(a, b) box("t") %}{{ a }}{{ b }}{{ value }}{% endcall %}',
  '{% macro m() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ m() }}{% set x = 2 %}{{ m() }}{% for x in [3] %}{{ m() }}{% endfor %}',
  '{% macro m() %}{% set x = 1 %}{{ x }}{% endmacro %}{{ m() }}{{ x }}|{% macro rec(n) %}{{ n }}{% if n > 0 %}{{ rec(n - 1) }}{% endif %}{% endmacro %}{{ rec(3) }}',
  '{% filter upper %}abc {{ value }}{% endfilter %}{% filter replace("a", "<")|upper %}abc{% endfilter %}',
  '{% autoescape false %}{{ value }}{{ ("<"|safe) ~ value }}{% endautoescape %}{{ value }}{% autoescape true %}{{ value }}{% endautoescape %}',
  'a {%- if yes %} b {% endif -%} c\n{{- "x" -}}\n d {#- comment -#} e',
  '  {% if yes %}\n  a\n  {% endif %}\n',
  'line\r\nnext\rlast\n',
  'two\n\n',
  '{% raw %}{{ x }}{% if %}{% endraw %}{%- raw -%} {{ a }} {%- endraw -%} b',
  '{# {{ x }} {% if %} #}a{##}b{{ "{{" }}{{ "}}" }}{{ "#}" }}',
  '{+ %} { % }} %} }}{',
  '{% if yes %}',
  '{% endif %}',
  '{% nope %}',
  '{{ }}',
  '{{ 1',
  '{% if %}a{% endif %}',
  '{{ a b }}',
  '{{ (1 }}',
  '{% set true = 1 %}',
  '{% set = 1 %}',
  '{% for in list %}{% endfor %}',
  '{# open',
  '{% raw %}open',
  '{{ "open }}',
  '{{ a ? b }}',
  '{% macro m(a=1, b) %}{% endmacro %}',
  '{{ lipsum is defined }}{{ range is defined }}',
  '{{ f(**{"a": 1}) }}',
  '{% macro m(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ m(*[1, 2]) }}{{ m(**{"a": 3, "b": 4}) }}{{ m(*[5], **{"b": 6}) }}',
  '{% autoescape true %}{% set x = 1 %}{% endautoescape %}{{ x }}|',
  '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
  '{% block a %}x{% endblock %}{% block a %}y{% endblock %}',
  '{% block a %}x{% endblock a %}{{ self.a() }}{{ self.nope }}|',
  '{% set x = 1 %}{% block a %}{{ x }}{% set x = 2 %}{{ x }}{% endblock %}{{ x }}',
  '{% for x in list %}{% block a %}{{ x }};{% endblock %}{% endfor %}|{% for y in list %}{% block b scoped %}{{ y }};{% endblock %}{% endfor %}',
  '{% import "nope.html" as n %}',
  '{% include "nope.html" %}',
  '{% include "nope.html" ignore missing %}ok',
  '{% extends "nope.html" %}',
  '{% for x in list %}{% extends "a.html" %}{% endfor %}',
];

/** Templates of several files. */
export const FILES: readonly Probe[] = [
  {
    'page.html':
      '{% extends "base.html" %}{% for i in [1, 2] %}loop{{ i }}{% endfor %}{% with a = 1 %}with{% endwith %}{% filter replace("", "f") %}x{% endfilter %}{% set s %}kept{% endset %}{% for i in [1] %}{% block c %}in loop{% endblock %}{% endfor %}{% include "part.html" %}{% macro m() %}macro{{ caller() if caller }}{% endmacro %}{% call m() %}called{% endcall %}{% block a %}{{ s }}{{ m() }}{% endblock %}',
    'base.html': '[{% block a %}base{% endblock %}]',
    'part.html': 'part',
  },
  {
    'page.html': '{% extends "base.html" %}{% autoescape true %}a{% block a %}A{% endblock %}{% endautoescape %}',
    'base.html': '[{% block a %}base{% endblock %}]',
  },
  { 'page.html': '{% autoescape true %}{% extends "base.html" %}{% endautoescape %}', 'base.html': 'base' },
  {
    'page.html':
      'dropped{% extends "base.html" %}dropped {{ value }}{% block title %}T {{ super() }}{% endblock %}{% set x = 7 %}{% block body %}{{ x }}{{ value }}{% endblock %}',
    'base.html':
      '<{% block title %}base{% endblock %}>{% block body %}none{% endblock %}{% block foot %}foot{% endblock %}{{ x }}\n',
  },
  {
    'page.html': '{% extends "mid.html" %}{% block a %}page({{ super() }}){% endblock %}',
    'mid.html': '{% extends "base.html" %}{% block a %}mid({{ super() }}){% block b %}b{% endblock %}{% endblock %}',
    'base.html': '{% block a %}base{% endblock %}|{{ self.a() }}',
  },
  {
    'page.html':
      '{% extends "base.html" %}{% if yes %}out{% set x = 1 %}{% endif %}{% for i in [1, 2] %}loop{{ i }}{% endfor %}{% with a = 1 %}with{% endwith %}{% block a %}{{ x }}{{ super.super() }}{% endblock %}',
    'base.html': '[{% block a %}base{% endblock %}]',
  },
  {
    'page.html': '{% if yes %}{% extends "base.html" %}{% endif %}text{% block a %}A{% endblock %}',
    'base.html': '[{% block a %}base{% endblock %}]',
  },
  { 'page.html': '{% extends "base.html" %}', 'base.html': '{% block a required %}{% endblock %}' },
  {
    'page.html': '{% extends "base.html" %}{% block a %}x{% endblock %}',
    'base.html': '{% block a required %} {% endblock %}',
  },
  {
    'page.html':
      '{% set x = 1 %}{% for y in [2] %}{% include "part.html" %}{% include "part.html" without context %}{% endfor %}{% include ["nope.html", "part.txt"] %}',
    'part.html': '({{ x }}{{ y }}{{ value }}{% set x = 9 %}{{ x }})\n',
    'part.txt': '{{ value }}',
  },
  {
    'page.html':
      '{% from "lib.html" import field, other as renamed, nope %}{{ field("n", value) }}{{ renamed }}{{ nope is defined }}{% import "lib.html" as lib %}{{ lib.field("m") }}{{ lib._private }}|{{ lib.other }}{{ lib.x }}',
    'lib.html':
      '{% macro field(name, value="d") %}<input name="{{ name }}" value="{{ value }}">{% endmacro %}{% set other = "<o>" %}{% set _private = 1 %}{% set x = list %}',
  },
  {
    'page.html':
      '{% set y = 5 %}{% from "lib.html" import show with context %}{{ show() }}{% import "lib.html" as lib with context %}{{ lib.show() }}{% import "lib.html" as none_lib %}{{ none_lib.show() }}',
    'lib.html': '{% macro show() %}{{ y }}{{ value }};{% endmacro %}',
  },
  { 'page.html': '{% from "lib.html" import _x %}', 'lib.html': '{% set _x = 1 %}' },
  { 'page.html': '{% from "lib.txt" import m %}{{ m(value) }}', 'lib.txt': '{% macro m(x) %}<{{ x }}>{% endmacro %}' },
  {
    'page.html': '{% include "part.html" %}',
    'part.html': '{% extends "base.html" %}{% block a %}x{{ value }}{% endblock %}',
    'base.html': '<{% block a %}{% endblock %}>',
  },
  { 'page.html': '{% include name_of %}{% set n = "part.html" %}{% include n %}', 'part.html': 'part' },
  {
    'page.html': '{% set n = "part" ~ ".html" %}{% include n %}{% extends "base.html" %}',
    'part.html': 'part',
    'base.html': 'base',
  },
];
