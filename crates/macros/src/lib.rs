//! The procedural half of `stackwright_core::sub!`; documented there.
//!
//! Written on `proc_macro` alone: the grammar is one string literal and a list of named
//! arguments, and a parser for all of Rust would cost every user's build seconds.

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

fn expand(input: Input) -> Result<TokenStream, Failure> {
    let span = input.literal.span();
    let pieces = parse::unquote(&input.literal)
        .and_then(|text| parse::pieces(&text))
        .map_err(|message| Failure { span, message })?;

    for argument in &input.arguments {
        if !pieces.contains(&Piece::Name(argument.name.to_string())) {
            return Err(Failure {
                span: argument.name.span(),
                message: format!("argument `{}` is not used in the text", argument.name),
            });
        }
    }

    let mut chain = String::from("::SubBuilder::new()");
    for piece in &pieces {
        // Writing to a String cannot fail.
        let _ = match piece {
            Piece::Text(text) => write!(chain, ".text({text:?})"),
            Piece::Name(name) => write!(chain, ".value({name:?}, &{name})"),
            Piece::Pseudo(name, variant) => {
                let name = name.replace("::", "");
                write!(chain, ".value({name:?}, CRATE::Pseudo::{variant}.value())")
            }
        };
    }
    chain.push_str(".build()");

    let mut body = TokenStream::new();
    for argument in input.arguments {
        body.extend(respan("let NAME = &", span, &input.krate, Some(&argument.name))?);
        body.extend([TokenTree::Group(Group::new(
            Delimiter::Parenthesis,
            argument.value,
        ))]);
        body.extend([TokenTree::Punct(Punct::new(';', Spacing::Alone))]);
    }
    body.extend([input.krate.clone()]);
    body.extend(respan(&chain, span, &input.krate, None)?);
    Ok(TokenTree::Group(Group::new(Delimiter::Brace, body)).into())
}

/// The tokens of `source`, as if they stood where the user's text stands, so that a captured
/// name is looked up there. `CRATE` and `NAME` are put in.
fn respan(
    source: &str,
    span: Span,
    krate: &TokenTree,
    name: Option<&Ident>,
) -> Result<TokenStream, Failure> {
    let tokens: TokenStream = source.parse().map_err(|error| Failure {
        span,
        message: format!("this text cannot be written as Rust: {error}"),
    })?;
    Ok(replace(tokens, span, krate, name))
}

fn replace(
    tokens: TokenStream,
    span: Span,
    krate: &TokenTree,
    name: Option<&Ident>,
) -> TokenStream {
    let one = |token| match token {
        TokenTree::Group(group) => TokenTree::Group(Group::new(
            group.delimiter(),
            replace(group.stream(), span, krate, name),
        )),
        TokenTree::Ident(ident) if ident.to_string() == "CRATE" => krate.clone(),
        TokenTree::Ident(ident) if ident.to_string() == "NAME" => {
            TokenTree::Ident(name.cloned().unwrap_or(ident))
        }
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
