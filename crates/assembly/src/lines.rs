//! JSON of which the outer levels are indented and all within them stands on a line each: lists of
//! thousands of small things are shorter, sooner written, and still read line by line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

/// A value as JSON with so many levels indented, by two spaces, and a line end at its end.
pub(crate) fn to_json(value: &impl Serialize, indented: usize) -> String {
    let mut json = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut json, Lines::new(indented));
    // Serializing strings and maps with string keys into memory cannot fail.
    let _ = value.serialize(&mut serializer);
    json.push(b'\n');
    String::from_utf8(json).unwrap_or_default()
}

struct Lines {
    outer: PrettyFormatter<'static>,
    inner: CompactFormatter,
    indented: usize,
    level: usize,
}

impl Lines {
    fn new(indented: usize) -> Self {
        Lines {
            outer: PrettyFormatter::new(),
            inner: CompactFormatter,
            indented,
            level: 0,
        }
    }
}

/// Hands each call to the formatter of the level that it is about.
macro_rules! by_level {
    ($($name:ident($($argument:ident: $type:ty),*) $before:literal $after:literal;)*) => {$(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $type)*) -> io::Result<()> {
            self.level += $before;
            let is_inner = self.level > self.indented;
            self.level -= $after;
            match is_inner {
                true => self.inner.$name(writer $(, $argument)*),
                false => self.outer.$name(writer $(, $argument)*),
            }
        }
    )*};
}

impl Formatter for Lines {
    by_level! {
        begin_array() 1 0;
        end_array() 0 1;
        begin_array_value(first: bool) 0 0;
        end_array_value() 0 0;
        begin_object() 1 0;
        end_object() 0 1;
        begin_object_key(first: bool) 0 0;
        begin_object_value() 0 0;
        end_object_value() 0 0;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::to_json;

    #[test]
    fn outer_levels_are_indented_and_inner_ones_are_a_line() {
        let value = json!({"a": {"b": [1, {"c": "d"}], "e": {}, "f": []}, "g": null});
        let expected = r#"{
  "a": {
    "b": [1,{"c":"d"}],
    "e": {},
    "f": []
  },
  "g": null
}
"#;
        assert_eq!(to_json(&value, 2), expected);
        let pretty = serde_json::to_string_pretty(&value).unwrap() + "\n";
        assert_eq!(to_json(&value, 9), pretty);
    }
}
