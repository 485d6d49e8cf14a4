use proc_macro::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};

/// What the macro was given.
pub struct Input {
    /// The `$crate` of the wrapping macro.
    pub krate: TokenTree,
    /// The text.
    pub literal: Literal,
    /// The named arguments behind it.
    pub arguments: Vec<Argument>,
}

/// `name = value`
pub struct Argument {
    pub name: Ident,
    pub value: TokenStream,
}

/// A stretch of the text.
#[derive(PartialEq)]
pub enum Piece {
    Text(String),
    Name(String),
    /// A pseudo parameter: its name, and the variant of `Pseudo`.
    Pseudo(String, &'static str),
}

/// A mistake of the caller's and where it is.
pub struct Failure {
    pub span: Span,
    pub message: String,
}

const PSEUDO: [(&str, &str); 6] = [
    ("AWS::AccountId", "AccountId"),
    ("AWS::Partition", "Partition"),
    ("AWS::Region", "Region"),
    ("AWS::StackId", "StackId"),
    ("AWS::StackName", "StackName"),
    ("AWS::URLSuffix", "UrlSuffix"),
];

/// Splits the macro's tokens into text and arguments.
pub fn input(tokens: TokenStream) -> Result<Input, Failure> {
    let mut tokens = tokens.into_iter().peekable();
    let fail = |span: Option<Span>, message: &str| Failure {
        span: span.unwrap_or_else(Span::call_site),
        message: message.to_owned(),
    };

    let krate = tokens.next().ok_or_else(|| fail(None, "call `sub!`"))?;
    tokens.next_if(is(','));
    let token = tokens.next();
    let span = token.as_ref().map(TokenTree::span);
    let literal = token
        .and_then(literal)
        .ok_or_else(|| fail(span, "expected a string literal, as in `sub!(\"{name}\")`"))?;

    let mut arguments = Vec::new();
    while let Some(token) = tokens.next() {
        if !is(',')(&token) {
            return Err(fail(Some(token.span()), "expected `,`"));
        }
        let name = match tokens.next() {
            Some(TokenTree::Ident(name)) => name,
            Some(other) => return Err(fail(Some(other.span()), "expected `name = value`")),
            None => break,
        };
        match tokens.next() {
            Some(token) if is('=')(&token) => {}
            _ => return Err(fail(Some(name.span()), "expected `name = value`")),
        }
        let mut value = TokenStream::new();
        while let Some(token) = tokens.next_if(|token| !is(',')(token)) {
            value.extend([token]);
        }
        if value.is_empty() {
            return Err(fail(Some(name.span()), "expected a value after `=`"));
        }
        arguments.push(Argument { name, value });
    }
    Ok(Input {
        krate,
        literal,
        arguments,
    })
}

/// A literal, also one that a macro of the user's passes on, which comes wrapped.
fn literal(token: TokenTree) -> Option<Literal> {
    match token {
        TokenTree::Literal(literal) => Some(literal),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            group.stream().into_iter().next().and_then(literal)
        }
        _ => None,
    }
}

pub fn is(character: char) -> impl Fn(&TokenTree) -> bool {
    move |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// The text of a string literal, plain or raw.
pub fn unquote(literal: &Literal) -> Result<String, String> {
    let source = literal.to_string();
    if let Some(raw) = source.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        let inner = raw.strip_prefix('"').and_then(|s| s.strip_suffix('"'));
        return inner.map(str::to_owned).ok_or_else(not_text);
    }
    let inner = source
        .strip_prefix('"')
        .and_then(|s| s.strip_suffix('"'))
        .ok_or_else(not_text)?;

    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('0') => text.push('\0'),
            Some(same @ ('\\' | '"' | '\'')) => text.push(same),
            // A line that goes on: the break and the indentation are not part of the text.
            Some('\n') => while characters.next_if(|c| c.is_whitespace()).is_some() {},
            Some('x') => {
                let digits: String = characters.by_ref().take(2).collect();
                text.push(code_point(&digits)?);
            }
            Some('u') => {
                let digits: String = characters.by_ref().take_while(|c| *c != '}').collect();
                text.push(code_point(digits.trim_start_matches('{'))?);
            }
            other => return Err(format!("unknown escape `\\{}`", other.unwrap_or(' '))),
        }
    }
    Ok(text)
}

fn not_text() -> String {
    "expected a string literal, as in `sub!(\"{name}\")`".to_owned()
}

fn code_point(digits: &str) -> Result<char, String> {
    u32::from_str_radix(&digits.replace('_', ""), 16)
        .ok()
        .and_then(char::from_u32)
        .ok_or_else(|| format!("`{digits}` is not a character"))
}

/// Splits a text at its braces.
pub fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' if characters.next_if_eq(&'{').is_some() => plain.push('{'),
            '}' if characters.next_if_eq(&'}').is_some() => plain.push('}'),
            '}' => return Err("unmatched `}`; write `}}` for a brace".to_owned()),
            '{' => {
                let is_dollar = plain.ends_with('$');
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                let mut name = String::new();
                loop {
                    match characters.next() {
                        Some('}') => break,
                        Some(c) => name.push(c),
                        None => return Err("unmatched `{`; write `{{` for a brace".to_owned()),
                    }
                }
                let piece = variable(name.trim())?;
                if let (Piece::Pseudo(name, _), true) = (&piece, is_dollar) {
                    return Err(format!(
                        "write `{{{name}}}`; a `$` in front of it stays there"
                    ));
                }
                pieces.push(piece);
            }
            other => plain.push(other),
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

fn variable(name: &str) -> Result<Piece, String> {
    if name.starts_with("AWS::") {
        return match PSEUDO.iter().find(|(pseudo, _)| *pseudo == name) {
            Some((_, variant)) => Ok(Piece::Pseudo(name.to_owned(), variant)),
            None => Err(format!(
                "there is no pseudo parameter `{name}` that is text; there are {}",
                PSEUDO.map(|(pseudo, _)| pseudo).join(", ")
            )),
        };
    }
    let plain = |c: char| c == '_' || c.is_alphanumeric();
    if name.is_empty() {
        return Err("`{}` has no name; put one between the braces".to_owned());
    }
    if name.starts_with(|c: char| c.is_numeric()) || !name.chars().all(plain) {
        return Err(format!(
            "`{{{name}}}` is not a name; give it one: `sub!(\"{{name}}\", name = {name})`"
        ));
    }
    Ok(Piece::Name(name.to_owned()))
}
