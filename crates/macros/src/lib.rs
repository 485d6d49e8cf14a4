//! The procedural half of `stackwright_core::sub!` and `object!`; documented there.
//!
//! Written on `proc_macro` alone: the grammars are one string literal with a list of named
//! arguments, and JSON with expressions in it. A parser for all of Rust would cost every user's
//! build seconds.

mod object;
mod parse;

use std::fmt::Write;

use proc_macro::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use parse::{Failure, Input, Piece};

/// Expands `sub!($crate, "...", name = value, ...)` to calls of `$crate::SubBuilder`.
#[proc_macro]
pub fn sub(input: TokenStream) -> TokenStream {
    parse::input(input)
        .and_then(expand)
        .unwrap_or_else(compile_error)
}

/// Expands `object!($crate, {"key": value, ...})` to a `Value<Json>`.
#[proc_macro]
pub fn object(input: TokenStream) -> TokenStream {
    object::expand(input).unwrap_or_else(compile_error)
}

fn expand(input: Input) -> Result<TokenStream, Failure> {
    let span = input.literal.span();
    let pieces = parse::unquote(&input.literal)
        .and_then(|text| parse::pieces(&text))
        .map_err(|message| Failure { span, message })?;

    for (index, argument) in input.arguments.iter().enumerate() {
        let name = argument.name.to_string();
        let message = if input.arguments[..index]
            .iter()
            .any(|a| a.name.to_string() == name)
        {
            format!("argument `{name}` is given twice")
        } else if !pieces.contains(&Piece::Name(name.clone())) {
            format!("argument `{name}` is not used in the text")
        } else {
            continue;
        };
        let span = argument.name.span();
        return Err(Failure { span, message });
    }

    let mut chain = format!("{KRATE}::SubBuilder::new()");
    for piece in &pieces {
        // Writing to a String cannot fail.
        let _ = match piece {
            Piece::Text(text) => write!(chain, ".text({text:?})"),
            Piece::Name(name) => write!(chain, ".value({name:?}, &{name})"),
            Piece::Pseudo(name, variant) => {
                let name = name.replace("::", "");
                write!(
                    chain,
                    ".value({name:?}, {KRATE}::Pseudo::{variant}.value())"
                )
            }
        };
    }
    chain.push_str(".build()");
    let chain = respan(&chain, span, &input.krate)?;

    if input.arguments.is_empty() {
        return Ok(group(Delimiter::Brace, chain).into());
    }

    // `match (&(value), ..) { (name, ..) => chain }`: every value is evaluated before any name
    // is bound, and lives as long as the chain.
    let mut values = TokenStream::new();
    let mut names = TokenStream::new();
    for argument in input.arguments {
        values.extend([
            punct('&'),
            group(Delimiter::Parenthesis, argument.value),
            punct(','),
        ]);
        names.extend([TokenTree::Ident(argument.name), punct(',')]);
    }
    let mut arm = TokenStream::from(group(Delimiter::Parenthesis, names));
    arm.extend([
        TokenTree::Punct(Punct::new('=', Spacing::Joint)),
        punct('>'),
    ]);
    arm.extend(chain);
    let body = TokenStream::from_iter([
        // Not the user's keyword: no lint of theirs is about it.
        TokenTree::Ident(Ident::new("match", Span::mixed_site())),
        group(Delimiter::Parenthesis, values),
        group(Delimiter::Brace, arm),
    ]);
    Ok(group(Delimiter::Brace, body).into())
}

fn punct(character: char) -> TokenTree {
    TokenTree::Punct(Punct::new(character, Spacing::Alone))
}

fn group(delimiter: Delimiter, stream: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(delimiter, stream))
}

/// `$crate::a::b`, as if it stood at `span`.
fn path(krate: &TokenTree, names: &[&str], span: Span) -> TokenStream {
    let mut path = TokenStream::from(krate.clone());
    for name in names {
        path.extend([
            TokenTree::Punct(Punct::new(':', Spacing::Joint)),
            punct(':'),
            TokenTree::Ident(Ident::new(name, span)),
        ]);
    }
    path
}

/// Stands for the `$crate` of the wrapping macro; no user's name.
const KRATE: &str = "__stackwright_crate";

/// The tokens of `source`, as if they stood where the user's text stands, so that a captured
/// name is looked up there.
fn respan(source: &str, span: Span, krate: &TokenTree) -> Result<TokenStream, Failure> {
    let tokens: TokenStream = source.parse().map_err(|error| Failure {
        span,
        message: format!("this text cannot be written as Rust: {error}"),
    })?;
    Ok(replace(tokens, span, krate))
}

fn replace(tokens: TokenStream, span: Span, krate: &TokenTree) -> TokenStream {
    let one = |token| match token {
        TokenTree::Group(group) => TokenTree::Group(Group::new(
            group.delimiter(),
            replace(group.stream(), span, krate),
        )),
        TokenTree::Ident(ident) if ident.to_string() == KRATE => krate.clone(),
        mut other => {
            other.set_span(span);
            other
        }
    };
    tokens.into_iter().map(one).collect()
}

fn compile_error(failure: Failure) -> TokenStream {
    let tokens: TokenStream = format!("::core::compile_error!({:?})", failure.message)
        .parse()
        .unwrap_or_default();
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(failure.span);
            token
        })
        .collect()
}
