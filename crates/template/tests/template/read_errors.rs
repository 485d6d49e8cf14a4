use stackwright_template::{Diagnostic, Template};

use crate::{json_error, yaml_error};

#[test]
fn of_bytes() {
    let error = |bytes: &[u8]| Template::read(bytes, "x.yaml").unwrap_err().to_string();
    assert_eq!(
        error(b"a: \xC3\xA9\nb: \xC3\xA9\xFF"),
        "x.yaml:2:5: found the byte 0xFF, which is not UTF-8; expected UTF-8 text"
    );
    assert_eq!(
        error(b"a: 1\r\nb: x\0"),
        "x.yaml:2:5: found a NUL character; expected text"
    );
    assert_eq!(
        error(b"\xFF\xFEa\0"),
        "x.yaml:1:1: found UTF-16 text; expected UTF-8"
    );
}

#[test]
fn of_yaml() {
    for (text, expected) in [
        (
            "",
            "1:1: found an empty file; expected a template, which is a map of sections",
        ),
        (
            "# x\n",
            "1:1: found an empty file; expected a template, which is a map of sections",
        ),
        (
            "---\n",
            "1:4: found an empty document; expected a template, which is a map of sections",
        ),
        (
            "- a",
            "1:1: found a list; expected a template, which is a map of sections",
        ),
        (
            "a",
            "1:1: found a string; expected a template, which is a map of sections",
        ),
        (
            "!Ref a",
            "1:1: found a Ref; expected a template, which is a map of sections",
        ),
        (
            "a: 1\n---\nb: 1",
            "2:1: found a second document; expected one template in a file",
        ),
        (
            "a: 1\nb: 2\na: 3",
            "3:1: found the key `a` a second time; it stands at 1:1 already",
        ),
        (
            "x: {k: 1, \"k\": 2}",
            "1:11: found the key `k` a second time; it stands at 1:5 already",
        ),
        (
            "a: !Getatt b",
            "1:4: found the unknown tag `!Getatt`; did you mean `!GetAtt`? expected one of !Ref, \
             !Condition, !And, !Base64, !Cidr, !Contains, !EachMemberEquals, !EachMemberIn, !Equals, \
             !FindInMap, !GetAtt, !GetAZs, !GetStackOutput, !If, !ImportValue, !Join, !Length, !Not, \
             !Or, !RefAll, !Select, !Split, !Sub, !ToJsonString, !Transform, !ValueOf, !ValueOfAll",
        ),
        (
            "a: !!binary aGk=",
            "1:4: found the tag `!!binary`, which CloudFormation does not know; expected none",
        ),
        (
            "a: !!timestamp 2012-10-17",
            "1:4: found the tag `!!timestamp`, which CloudFormation does not know; expected none",
        ),
        (
            "a: !!int x",
            "1:10: found `x` behind `!!int`; expected a value of that kind",
        ),
        (
            "a: !!str [x]",
            "1:4: found the tag `!!str` before a list; expected it before its own kind",
        ),
        (
            "a: !x!y z",
            "1:4: found a tag with a handle of its own; expected `!` and the name of a function",
        ),
        ("[a]: 1", "1:1: found a list as a key; expected a string"),
        (
            "? {a: b}\n: 1",
            "1:3: found a map as a key; expected a string",
        ),
        (
            "!Ref a: 1",
            "1:1: found a function as a key; expected a string",
        ),
        (": 1", "1:1: found no key before `:`; expected one"),
        (
            "a: &x 1\n*x : 2",
            "2:1: found an alias of a number as a key; expected a string",
        ),
        (
            "a: *x",
            "1:4: found an alias that no anchor before it names; expected `&` and its name earlier in the file",
        ),
        (
            "a: &x [*x]",
            "1:8: found an alias inside the value that it names; expected it after the value",
        ),
        (
            "a: {<<: 1}",
            "1:9: found a number behind `<<`; expected a map or a list of maps",
        ),
        (
            "a: {<<: [{}, 1]}",
            "1:14: found a number behind `<<`; expected a map or a list of maps",
        ),
        (
            "a: {<<: {}, <<: {}}",
            "1:13: found `<<` a second time; expected one, with a list of maps",
        ),
        ("a: [1, 2", "1:4: found `[` without an end; expected `]`"),
        ("a: {b: 2", "1:4: found `{` without an end; expected `}`"),
        ("a: [1}", "1:4: found `}` as the end of `[`; expected `]`"),
        (
            "a: ]",
            "1:4: found a closing bracket that nothing opened; expected a value",
        ),
        (
            "a: 'x",
            "1:4: found a string without an end; expected its closing quote",
        ),
        (
            "a: @x",
            "1:4: found `@` at the start of a word; expected it in quotes",
        ),
        (
            "a: \u{1}",
            "1:4: found the character '\\u{1}'; expected text that can be printed",
        ),
        (
            "a: b: c",
            "1:5: found `: ` inside a value; expected a new line with the same indentation as the \
             other keys, or quotes around the value",
        ),
        (
            "a: !Base64 !Sub x",
            "1:12: found a second tag before a value; expected one, and the outer function in its long form, as `Fn::Base64:`",
        ),
        (
            "a: [!Base64 !Sub x]",
            "1:13: found a second tag before a value; expected one, and the outer function in its long form, as `Fn::Base64:`",
        ),
        (
            "a:
  - !If  !Ref x",
            "2:10: found a second tag before a value; expected one, and the outer function in its long form, as `Fn::Base64:`",
        ),
        (
            "a:
  b: 1
 c: 2",
            "3:2: found something else than a key; expected a key with the same indentation as those before",
        ),
        (
            "a: - b",
            "1:4: found a list behind a key; expected it on the next line",
        ),
        (
            "a: 'b'c",
            "1:7: found text behind a closing quote; expected the end of the line, or the quote doubled",
        ),
        (
            "a: \"b\"c",
            "1:7: found text behind a closing quote; expected the end of the line, or a backslash before the quote",
        ),
        (
            "a: 1\nb",
            "2:1: found text that is neither a key nor a value; expected `:` after a key",
        ),
        (
            "a:\n\tb: 1",
            "2:2: found a tab as indentation; expected spaces",
        ),
        (
            "a:\n  - 1\n  b: 2",
            "3:3: found something else than a list item; expected `- ` with the same indentation as those before",
        ),
        (
            "a: \"\\q\"",
            "1:4: found a backslash before a letter that it does not escape; expected `\\\\`, or single quotes around the string",
        ),
    ] {
        assert_eq!(yaml_error(text), expected, "{text}");
    }
}

#[test]
fn of_json() {
    for (text, expected) in [
        (
            "",
            "1:1: found the end of the file; expected a template, which is an object",
        ),
        (
            "[1]",
            "1:1: found `[`; expected `{`, because a template is an object",
        ),
        (
            "Resources:",
            "1:1: found `Resources`; expected `{`, because a template is an object",
        ),
        (
            "{} {}",
            "1:4: found `{`; expected the end of the file after the template",
        ),
        (
            "{",
            "1:2: found the end of the file; expected a key in double quotes",
        ),
        ("{a: 1}", "1:2: found `a`; expected a key in double quotes"),
        (
            "{'a': 1}",
            "1:2: found `'`; expected a key in double quotes",
        ),
        ("{\"é\" 1}", "1:6: found `1`; expected `:` after a key"),
        ("{\"a\":}", "1:6: found `}`; expected a value"),
        ("{\"a\": yes}", "1:7: found `yes`; expected a value"),
        (
            "{\"a\": 1,}",
            "1:9: found `}`; expected a key in double quotes",
        ),
        ("{\"a\": [1,]}", "1:10: found `]`; expected a value"),
        (
            "{\"a\": [1 2]}",
            "1:10: found `2`; expected `,` or `]` after a value",
        ),
        (
            "{\"a\": 1 \"b\": 2}",
            "1:9: found `\"`; expected `,` or `}` after a value",
        ),
        ("{\"a\": // x\n1}", "1:7: found a comment; expected a value"),
        (
            "{\"a\": 1, \"a\": 2}",
            "1:10: found the key `a` a second time; it stands at 1:2 already",
        ),
        (
            "{\"a\": 0123}",
            "1:7: found a number with a leading zero; expected a string in double quotes, or no zero",
        ),
        ("{\"a\": -}", "1:8: found `}`; expected a digit"),
        ("{\"a\": 1.}", "1:9: found `}`; expected a digit"),
        ("{\"a\": 1e}", "1:9: found `}`; expected a digit"),
        (
            "{\"a\": 1e999}",
            "1:7: found the number 1e999; expected one below 1.8e308",
        ),
        (
            "{\"a\": \"x",
            "1:7: found a string without an end; expected `\"`",
        ),
        (
            "{\"a\": \"é\nx\"}",
            "1:9: found the character '\\n'; expected its escape, as `\\n`, inside a string",
        ),
        (
            "{\"a\": \"\\q\"}",
            "1:9: found `q`; expected one of `\"\\/bfnrtu` after a backslash",
        ),
        (
            "{\"a\": \"\\u12g4\"}",
            "1:10: found `12g4`; expected four hexadecimal digits after `\\u`",
        ),
        (
            "{\"a\": \"\\ud800x\"}",
            "1:9: found half a character, uD800; expected a pair of them",
        ),
        (
            "{\"a\": \"\\udc00\"}",
            "1:9: found half a character, uDC00; expected a pair of them",
        ),
    ] {
        assert_eq!(json_error(text), expected, "{text}");
    }
}

#[test]
fn become_diagnostics() {
    let error = Template::read(b"a: 1\nb: ]", "web.yaml").unwrap_err();
    assert_eq!((error.line, error.column), (2, 4));
    let diagnostic = Diagnostic::from(error);
    assert_eq!(
        diagnostic.to_string(),
        "error[TPL001]: found a closing bracket that nothing opened; expected a value\n  --> 2:4"
    );
}

#[test]
fn a_long_text_does_not_fill_the_message() {
    let key = "k".repeat(1000);
    let short = "k".repeat(60);
    assert_eq!(
        json_error(&format!("{{\"{key}\": 1, \"{key}\": 2}}")),
        format!("1:1009: found the key `{short}...` a second time; it stands at 1:2 already")
    );
}

/// As cfn-flip writes a section that has nothing but a loop.
#[test]
fn of_a_loop_as_a_tag() {
    let text = "Resources: !ForEach::Services\n  - Name\n  - [a]\n  - {}\n";
    assert_eq!(
        yaml_error(text),
        "1:12: found the tag `!ForEach::Services`, but a loop has no short form; expected the key \
         `Fn::ForEach::Services` below the section"
    );
}
