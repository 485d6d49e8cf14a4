//! All pictures as one page, which needs no network.

use std::fmt::Write;

use miniz_oxide::deflate::compress_to_vec;
use serde::Serialize;

use super::model::{Changed, Cost, Diagram, Finding, Graph, Hazard, StackFindings, View};

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// Each stands behind what it needs while the page is read.
const SCRIPTS: [&str; 4] = [
    include_str!("page/place.js"),
    include_str!("page/picture.js"),
    include_str!("page/details.js"),
    include_str!("page/page.js"),
];

/// How hard the model is packed: beyond this it takes much longer and gets hardly smaller.
const LEVEL: u8 = 3;

impl Graph {
    /// A page with all pictures: search, filters, constructs that open into what they are made of. It has
    /// everything in it and asks no network; `view` is what it shows first.
    ///
    /// The model is in it as [`to_json`](Self::to_json) gives it, deflated; properties apart.
    pub fn to_html(&self, title: &str, view: View) -> String {
        let data = packed(&Page::of(self));
        // What nobody asks for before the picture is there.
        let properties = self.resources.iter().map(|own| &own.properties);
        let properties = packed(&properties.collect::<Vec<_>>());
        let view = match view {
            View::Resources => "resources",
            View::Network => "network",
            View::Permissions => "permissions",
            View::Changes => "changes",
        };
        let mut page = String::with_capacity(64 * 1024 + data.len() + properties.len());
        let mut rest = PAGE;
        while let Some((before, after)) = rest.split_once("{{") {
            page.push_str(before);
            let Some((name, after)) = after.split_once("}}") else {
                break;
            };
            match name {
                "title" => escape(&mut page, title),
                "style" => page.push_str(STYLE),
                "script" => page.extend(SCRIPTS),
                "view" => page.push_str(view),
                "properties" => page.push_str(&properties),
                _ => page.push_str(&data),
            }
            rest = after;
        }
        page.push_str(rest);
        page
    }
}

/// The model without properties.
#[derive(Serialize)]
struct Page<'g> {
    stacks: &'g [StackFindings],
    resources: Vec<Slim<'g>>,
    diagrams: &'g [Diagram],
    hazards: &'g [Hazard],
}

/// A resource without properties, and without what is not there.
#[derive(Serialize)]
struct Slim<'g> {
    stack: usize,
    id: &'g str,
    #[serde(rename = "type")]
    type_name: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    construct: &'g Option<String>,
    lines: &'g [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: &'g Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    findings: &'g [Finding],
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: &'g Option<Cost>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: &'g Option<Changed>,
}

impl<'g> Page<'g> {
    fn of(graph: &'g Graph) -> Self {
        let resources = graph.resources.iter().map(|own| Slim {
            stack: own.stack,
            id: &own.id,
            type_name: &own.type_name,
            construct: &own.construct,
            lines: &own.lines,
            condition: &own.condition,
            findings: &own.findings,
            cost: &own.cost,
            change: &own.change,
        });
        Page {
            stacks: &graph.stacks,
            resources: resources.collect(),
            diagrams: &graph.diagrams,
            hazards: &graph.hazards,
        }
    }
}

/// JSON, deflated, in letters.
fn packed(value: &impl Serialize) -> String {
    // Serializing strings and numbers into memory cannot fail.
    let json = serde_json::to_vec(value).unwrap_or_default();
    base64(&compress_to_vec(&json, LEVEL))
}

fn escape(page: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => {
                // Writing to a text does not fail.
                let _ = write!(page, "&#{};", u32::from(c));
            }
            c => page.push(c),
        }
    }
}

/// Bytes in letters, as RFC 4648 says.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS.get((all >> (18 - 6 * place) & 63) as usize);
            text.push(match letter.filter(|_| place <= three.len()) {
                Some(letter) => char::from(*letter),
                None => '=',
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_rfc() {
        let of = |text: &str| base64(text.as_bytes());
        let known = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ];
        for (text, letters) in known {
            assert_eq!(of(text), letters);
        }
    }
}
