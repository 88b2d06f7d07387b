"""Renders the templates below with Jinja itself, in the environment that chat templates are written for, and writes what
comes out to Golden/chat_templates.json beside this folder. Needs Debian's python3-jinja2 (or Jinja2 3.1 from PyPI):

    python3 tests/LeaP.Inference.Tests/ChatTemplates/render_golden.py
"""

import json
import pathlib

from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

HERE = pathlib.Path(__file__).parent
CHAT = {
    "messages": [
        {"role": "system", "content": "  Be brief.\n"},
        {"role": "user", "content": "What is 2 + 2?"},
        {"role": "assistant", "content": "<think>\neasy\n</think>\n\nIt is 4."},
        {"role": "user", "content": " And 3 + 3? "},
    ],
    "add_generation_prompt": True,
    "bos_token": "<s>",
    "eos_token": "</s>",
}
ONE = {"messages": [{"role": "user", "content": "Only this."}], "add_generation_prompt": True, "bos_token": "<s>", "eos_token": "</s>"}
TOOLS = {
    **CHAT,
    "tools": [{"type": "function", "function": {"name": "add", "parameters": {"a": 1, "b": [1.5, None, True], "c": "ü\"\n"}}}],
}

# Written in the manner of the families' own templates: the same constructs in other words.
FAMILIES = {
    # Turns between marks, a default system message, tools as JSON, a look back for the last question, thinking cut away.
    "marks with tools and thinking": """{%- if tools %}
    {{- '<|turn|>system\\n' }}
    {%- if messages[0].role == 'system' %}
        {{- messages[0].content + '\\n\\n' }}
    {%- endif %}
    {{- "Functions:\\n<functions>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</functions><|done|>\\n" }}
{%- elif messages[0]['role'] != 'system' %}
    {{- '<|turn|>system\\nYou help.<|done|>\\n' }}
{%- else %}
    {{- '<|turn|>system\\n' + messages[0].content + '<|done|>\\n' }}
{%- endif %}
{%- set ns = namespace(searching=true, last=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.searching and message.role == "user" and not(message.content.startswith('<result>') and message.content.endswith('</result>')) %}
        {%- set ns.searching = false %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|turn|>' + message.role + '\\n' + message.content + '<|done|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set content = message.content %}
        {%- set thoughts = '' %}
        {%- if message.thoughts is defined and message.thoughts is not none %}
            {%- set thoughts = message.thoughts %}
        {%- elif '</think>' in message.content %}
            {%- set content = message.content.split('</think>')[-1].lstrip('\\n') %}
            {%- set thoughts = message.content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {%- if loop.index0 > ns.last and (loop.last or (not loop.last and thoughts)) %}
            {{- '<|turn|>' + message.role + '\\n<think>\\n' + thoughts.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
        {%- else %}
            {{- '<|turn|>' + message.role + '\\n' + content }}
        {%- endif %}
        {{- '<|done|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|turn|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}
""",
    # Headers, the begin token inside the first message, trimmed contents, a date only where the caller gives one.
    "headers": """{% if not date is defined %}
    {%- if clock is defined %}
        {%- set date = clock("%d %b %Y") %}
    {%- else %}
        {%- set date = "1 Jan 2025" %}
    {%- endif %}
{%- endif %}
{#- The first message may be the system's. #}
{%- if messages[0]['role'] == 'system' %}
    {%- set system = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system = "" %}
{%- endif %}
{{- bos_token }}
{{- "<|head|>system<|/head|>\\n\\n" }}
{{- "Today: " + date + "\\n\\n" }}
{{- system }}
{{- "<|end|>" }}
{%- for message in messages %}
    {%- if not (message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|head|>' + message['role'] + '<|/head|>\\n\\n'+ message['content'] | trim + '<|end|>' }}
    {%- elif message.tool_calls|length != 1 %}
        {{- raise_exception("One call at a time!") }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|head|>assistant<|/head|>\\n\\n' }}
{%- endif %}
""",
    "short headers": "{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|head|>' + message['role'] + "
    "'<|/head|>\n\n'+ message['content'] | trim + '<|end|>' %}{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}"
    "{{ content }}{% endfor %}{{ '<|head|>assistant<|/head|>\n\n' }}",
    # One line, a namespace with many flags, system texts gathered first, thinking opened for the model.
    "one line with flags": "{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}"
    "{% set ns = namespace(first=true, tool=false, text='') %}{%- for message in messages %}{%- if message['role'] == 'system' %}"
    "{%- if ns.first %}{% set ns.text = ns.text + message['content'] %}{% set ns.first = false %}{%- else %}"
    "{% set ns.text = ns.text + '\n\n' + message['content'] %}{%- endif %}{%- endif %}{%- endfor %}{{bos_token}}{{ns.text}}"
    "{%- for message in messages %}{%- if message['role'] == 'user' %}{%- set ns.tool = false -%}{{'<|U|>' + message['content']}}{%- endif %}"
    "{%- if message['role'] == 'assistant' and message['content'] is not none %}{% set content = message['content'] %}"
    "{% if '</think>' in content %}{% set content = content.split('</think>')[-1] %}{% endif %}"
    "{{'<|A|>' + content + eos_token}}{%- endif %}{%- endfor -%}{% if ns.tool %}{{'<|T|>'}}{% endif %}"
    "{% if add_generation_prompt and not ns.tool %}{{'<|A|><think>\\n'}}{% endif %}",
    # Nothing but contents and the end token.
    "contents only": "{% for message in messages %}{{ message.content }}{{ eos_token }}{% endfor %}",
    # A macro, a captured text, a tuple to unpack, a generator's tag.
    "macro and capture": """{% macro head(role, mark="##") -%}
{{ mark }} {{ role|capitalize }}:
{%- endmacro %}
{% set opening %}{{ bos_token }}[{{ messages|map(attribute='role')|join(', ') }}]{% endset %}
{{ opening }}
{% for message in messages if message.role != 'system' %}
{{ head(message.role) }} {{ message.content|trim }}
{% generation %}{{ loop.index }}/{{ loop.length }}{% endgeneration %}

{% else %}
nobody spoke
{% endfor %}
{% for key, value in {'a': 1, 'b': 'two'}.items() %}{{ key }}={{ value }};{% endfor %}
""",
}

SNIPPETS = [
    "{{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 7 // 2 }} {{ 7 / 2 }} {{ -7 % 3 }} {{ 7 - -2 }} {{ 1.5 * 2 }}",
    "{{ 'a' ~ 1 ~ none ~ true }} {{ 'ab' * 3 }} {{ [1, 2] + [3] }}",
    "{{ 1 == 1.0 }} {{ 'a' < 'b' }} {{ 2 in [1, 2] }} {{ 'x' not in 'abc' }} {{ 'k' in {'k': 1} }}",
    "{{ true and 'yes' or 'no' }} {{ '' or 'other' }} {{ not true }} {{ not 0 is none }}",
    "{{ missing }}|{{ missing is defined }}|{{ missing|default('d') }}|{{ ''|default('e', true) }}|{{ missing|length }}",
    "{{ 'one' if false }}|{{ 'one' if true else 'two' }}|{{ 'a' if false else 'b' if false else 'c' }}",
    "{{ 'abcdef'[1:3] }} {{ 'abcdef'[::-1] }} {{ [1,2,3,4][-2:] }} {{ [1,2,3][5:] }} {{ 'abc'[-1] }} {{ [1,2,3][::2] }} {{ 'abc'[:-1] }}",
    "{{ ' x '|trim }}|{{ 'aXbX'|replace('X', '-') }}|{{ 'hello world'|title }}|{{ 'HELLO'|lower }}|{{ 'abc'|upper|first }}|{{ [3,1]|last }}",
    "{{ [1, 2.5, 'a', none, true, {'k': \"it's\"}] }}",
    "{{ {'a': [1, {'b': 'ä'}], 'c': 2.0} | tojson }}",
    "{{ {'a': [1, 2], 'b': {}} | tojson(indent=2) }}",
    "{{ 'a,b,,c'.split(',') }} {{ ' a  b '.split() }} {{ 'a-b-c'.split('-', 1) }} {{ 'xxaxx'.strip('x') }} {{ 'ab'.startswith('a') }}",
    "{{ '-'.join(['a', 'b']) }} {{ 'abc'.replace('b', '') }} {{ 'abc'.find('c') }} {{ 'banana'.count('an') }} {{ 'Ab'.upper() }}",
    "{% for i in range(3) %}{{ i }}{% if not loop.last %},{% endif %}{% endfor %} {{ range(1, 9, 3)|list }}",
    "{% for i in [1,2,3,4,5] %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    "{% set x = 1 %}{% for i in [1,2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}",
    "{% set ns = namespace(x=1) %}{% for i in [1,2] %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}",
    "{% for c in 'aé😀' %}{{ c }}.{% endfor %}{% for k in {'p': 1, 'q': 2} %}{{ k }}{% endfor %}",
    "{% for i in [] %}x{% else %}none{% endfor %}",
    "{% for a, b in [(1, 2), (3, 4)] %}{{ a }}-{{ b }} {% endfor %}{{ loop is defined }}",
    "{{ messages|selectattr('role', 'equalto', 'user')|list|length }} {{ messages|rejectattr('role', '==', 'user')|map(attribute='role')|list }}",
    "{{ [1, 2, 3, 4]|select('odd')|list }} {{ ['a', '']|select|list }} {{ ['b', 'a']|map('upper')|join }} {{ [2,3]|sum }} {{ [1,1,2]|unique|list }}",
    "{{ 3 is odd }} {{ 'a' is string }} {{ {} is mapping }} {{ [] is iterable }} {{ 1 is number }} {{ 4 is divisibleby 2 }} {{ none is none }} {{ 1 is eq 1 }}",
    "{{ ('a\\nb')|indent(2) }}|{{ ('a\\nb')|indent(2, true) }}|{{ 5|string ~ '!' }} {{ '7'|int + 1 }} {{ '1.5'|float }} {{ -3|abs }}",
    "  {% if true %}\n  in\n  {% endif %}\nafter {# note #} end\n{#- note -#}\n  last\n",
    "a\n  {%- if true -%}\n  b  \n  {%- endif +%}\nc {{- ' d ' -}} \n e",
    "{% if true +%}\nkept{% endif %}\n\n  {%+ if true %}x{% endif %}",
    "{% raw %}{{ not this }}{% endraw %}\n{{ \"quo\\\"te\" }} {{ 'tab\\t' }} {{ 'a' 'b' }} {{ '\\u00e9' }} {{ '}}' }} {{ {'a': {'b': 1}}['a']['b'] }}",
    "{% macro f(a, b='y') %}{{ a }}{{ b }}{% endmacro %}{{ f(1) }} {{ f('q', b='z') }} {{ f(b=2, a=3) }}",
    "{% if false %}a{% elif 1 > 2 %}b{% elif '' %}c{% else %}d{% endif %}",
    "{{ {'a': 1}.get('b', 'no') }} {{ {'a': none}.get('a') }} {{ {'b': 1, 'a': 2}|dictsort }} {{ {'z': 1}.keys()|list }} {{ {'z': 1}|items|list }}",
    "{{ [1,2]|length }}{{ 'äö'|length }}{{ '😀'|length }} {{ [3,1,2]|max }} {{ [3,1,2]|min }} {{ [1,2]|reverse|list }}",
]


class Generation(Extension):
    """The tag that marks what the model wrote; what is inside goes out as it is."""

    tags = {"generation"}

    def parse(self, parser):
        next(parser.stream)
        return parser.parse_statements(["name:endgeneration"], drop_needle=True)


def refuse(message):
    raise ValueError(message)


def main():
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    environment.filters["tojson"] = lambda value, indent=None: json.dumps(value, ensure_ascii=False, indent=indent)
    environment.globals["raise_exception"] = refuse
    vectors = []
    for name, source in FAMILIES.items():
        for values in (CHAT, ONE, TOOLS):
            vectors.append((name, source, values))
    vectors += [(f"snippet {i}", source, ONE) for i, source in enumerate(SNIPPETS)]
    golden = [
        {"name": name, "template": source, "values": values, "output": environment.from_string(source).render(**values)}
        for name, source, values in vectors
    ]
    path = HERE.parent / "Golden" / "chat_templates.json"
    path.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(golden)} vectors in {path}")


main()
