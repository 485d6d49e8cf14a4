//! The grammar of `object!`: JSON, with Rust's expressions for values.

use proc_macro::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};

use crate::parse::{Failure, is, unquote};
use crate::{group, path, punct};

/// Expands the object behind `$crate,`.
pub fn expand(input: TokenStream) -> Result<TokenStream, Failure> {
    let mut tokens = input.into_iter();
    let krate = tokens
        .next()
        .ok_or_else(|| fail(Span::call_site(), "call `object!`"))?;
    tokens.next();
    let expected = "expected an object, as in `object!({\"key\": value})`";
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(body)), None) if body.delimiter() == Delimiter::Brace => {
            object(&krate, &body)
        }
        (Some(_), Some(more)) => Err(fail(more.span(), expected)),
        (first, _) => {
            let span = first.map_or_else(Span::call_site, |token| token.span());
            Err(fail(span, expected))
        }
    }
}

/// `{"key": value, ...}`
fn object(krate: &TokenTree, body: &Group) -> Result<TokenStream, Failure> {
    let mut entries = TokenStream::new();
    let mut keys: Vec<String> = Vec::new();
    for part in split(body.stream()) {
        let mut tokens = part.into_iter();
        let Some(key) = tokens.next() else {
            return Err(fail(
                body.span(),
                "expected `\"key\": value` between the commas",
            ));
        };
        let span = key.span();
        let key = self::key(key)?;
        if let Key::Literal(literal) = &key {
            let text = unquote(literal).map_err(|_| fail(span, KEY))?;
            if keys.contains(&text) {
                return Err(fail(span, &format!("the key `{text}` is given twice")));
            }
            keys.push(text);
        }
        match tokens.next() {
            Some(colon) if is(':')(&colon) => {}
            other => {
                let span = other.map_or(span, |token| token.span());
                return Err(fail(span, "expected `:` and a value after the key"));
            }
        }
        let value = value(krate, tokens.collect(), span)?;
        let mut arguments = match key {
            Key::Literal(literal) => TokenStream::from(TokenTree::Literal(literal)),
            Key::Expression(body) => group(Delimiter::None, body.stream()).into(),
        };
        arguments.extend([punct(',')]);
        arguments.extend(value);
        entries.extend(call(krate, "entry", span, arguments));
        entries.extend([punct(',')]);
    }
    let entries = group(Delimiter::Bracket, entries).into();
    Ok(call(krate, "object_of", body.span(), entries))
}

/// `[value, ...]`
fn list(krate: &TokenTree, body: &Group) -> Result<TokenStream, Failure> {
    let mut items = TokenStream::new();
    for part in split(body.stream()) {
        let span = part
            .clone()
            .into_iter()
            .next()
            .map_or(body.span(), |token| token.span());
        let value = value(krate, part, body.span())?;
        items.extend(call(krate, "item", span, value));
        items.extend([punct(',')]);
    }
    let items = group(Delimiter::Bracket, items).into();
    Ok(call(krate, "list", body.span(), items))
}

/// A nested object or list, `null`, or an expression.
fn value(krate: &TokenTree, tokens: TokenStream, before: Span) -> Result<TokenStream, Failure> {
    let mut all = tokens.clone().into_iter();
    match (all.next(), all.next()) {
        (None, _) => Err(fail(before, "expected a value")),
        (Some(TokenTree::Group(body)), None) => match body.delimiter() {
            Delimiter::Brace => object(krate, &body),
            Delimiter::Bracket => list(krate, &body),
            _ => Ok(tokens),
        },
        (Some(TokenTree::Ident(word)), None) if word.to_string() == "null" => {
            Ok(path(krate, &["Expr", "Null"], word.span()))
        }
        _ => Ok(tokens),
    }
}

enum Key {
    Literal(Literal),
    Expression(Group),
}

const KEY: &str = "expected a key: a text literal, or an expression in parentheses";

fn key(token: TokenTree) -> Result<Key, Failure> {
    match token {
        TokenTree::Literal(literal) if literal.to_string().starts_with(['"', 'r']) => {
            Ok(Key::Literal(literal))
        }
        TokenTree::Group(body) if body.delimiter() == Delimiter::Parenthesis => {
            Ok(Key::Expression(body))
        }
        // What a macro of the user's passes on comes wrapped.
        TokenTree::Group(body) if body.delimiter() == Delimiter::None => {
            let inner = body.stream().into_iter().next();
            inner.map_or_else(|| Err(fail(body.span(), KEY)), key)
        }
        other => Err(fail(other.span(), KEY)),
    }
}

/// The parts between the commas; a comma behind the last part ends it.
///
/// Commas between the angle brackets of a path, as in `f::<A, B>()`, are not between parts.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let mut part: Vec<TokenTree> = Vec::new();
    let mut angles = 0usize;
    for token in tokens {
        if angles == 0 && is(',')(&token) {
            parts.push(part.drain(..).collect());
            continue;
        }
        let opens = match part.last() {
            // `key: <T as Trait<A, B>>::f()`
            None => true,
            Some(before) => angles > 0 || is(':')(before),
        };
        if is('<')(&token) && opens {
            angles += 1;
        } else if is('>')(&token) && !part.last().is_some_and(is('-')) {
            angles = angles.saturating_sub(1);
        }
        part.push(token);
    }
    if !part.is_empty() {
        parts.push(part.into_iter().collect());
    }
    parts
}

/// `$crate::macros::name(arguments)`
fn call(krate: &TokenTree, name: &str, span: Span, arguments: TokenStream) -> TokenStream {
    let mut call = path(krate, &["macros", name], span);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(span);
    call.extend([TokenTree::Group(arguments)]);
    call
}

fn fail(span: Span, message: &str) -> Failure {
    Failure {
        span,
        message: message.to_owned(),
    }
}
