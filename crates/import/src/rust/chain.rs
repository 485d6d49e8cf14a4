//! Chains of methods in lines.

use super::layout::{self, Shape, columns, fits, link, newlines};
use super::{Code, Link};

/// What a chain of several methods may have in one line.
const CHAIN: usize = 60;

pub fn rewrite(root: &Code, links: &[Link], shape: Shape) -> Option<String> {
    let mut head = layout::rewrite(root, shape)?;
    let is_block = matches!(root, Code::Call(..) | Code::Macro(..) | Code::Array(_));
    let mut ends_with_block = is_block && head.contains('\n') && is_extendable(&head);
    let mut rest = links;
    // A short root is not left alone.
    let tab = 4_usize.saturating_sub(shape.offset);
    while head.len() <= tab
        && !head.contains('\n')
        && let [first, others @ ..] = rest
        && first.comments.is_empty()
    {
        let Some(text) = link(first, shape.behind(head.len())?) else {
            break;
        };
        head.push_str(&text);
        ends_with_block = is_extendable(&head);
        rest = others;
    }
    let Some((last, middle)) = rest.split_last() else {
        return fits(&head, shape).then_some(head);
    };

    let child = match ends_with_block {
        true => Shape {
            width: layout::MAX.saturating_sub(shape.indent),
            offset: 0,
            ..shape
        },
        false => shape.block(),
    };
    let mut texts = vec![head];
    for item in middle {
        texts.push(link(item, child)?);
    }
    let has_comments = rest.iter().any(|link| !link.comments.is_empty());
    let (text, is_one_line) = last_link(last, &texts, links.len(), has_comments, shape, child)?;
    texts.push(text);

    if !is_one_line && shape.is_one_line {
        return None;
    }
    let margin = format!("\n{}", " ".repeat(child.indent));
    let mut texts = texts.into_iter();
    let mut result = texts.next()?;
    for (item, text) in rest.iter().zip(texts) {
        for comment in &item.comments {
            result.push_str(&margin);
            result.push_str(comment);
        }
        if !is_one_line {
            result.push_str(&margin);
        }
        result.push_str(&text);
    }
    fits(&result, shape).then_some(result)
}

/// The last method, and whether the chain stands in one line before its arguments.
fn last_link(
    last: &Link,
    texts: &[String],
    count: usize,
    has_comments: bool,
    shape: Shape,
    child: Shape,
) -> Option<(String, bool)> {
    let head = texts.first().map_or("", String::as_str);
    let extendable = is_extendable(head);
    let before: usize = match extendable {
        true => columns(head.lines().last().unwrap_or_default()),
        false => texts.iter().map(|text| columns(text)).sum(),
    };
    let budget = match count {
        1 => shape.width,
        _ => shape.width.min(CHAIN),
    };
    let budget = budget.saturating_sub(before);
    let is_flat = !has_comments && budget > 0 && texts.iter().all(|text| !text.contains('\n'));
    let own_line = child.narrower(shape.kept_free())?;
    let last_shape = match (is_flat, extendable) {
        (true, _) => shape,
        (false, true) => child,
        (false, false) => own_line,
    };
    if (is_flat || extendable)
        && let Some(beside) = last_shape.behind(before)
        && let Some(text) = link(last, beside)
    {
        let lines = newlines(&text) + 1;
        let could = columns(text.lines().next().unwrap_or_default()) <= budget;
        if could && lines >= 5 {
            return Some((text, is_flat));
        }
        return Some(match link(last, own_line) {
            Some(other) if !could => (other, false),
            Some(other) if newlines(&other) + 1 >= lines => (text, could && is_flat),
            Some(other) => (other, false),
            None => (text, could && is_flat),
        });
    }
    Some((link(last, last_shape)?, false))
}

/// Whether what ends like this goes on in its last line.
fn is_extendable(text: &str) -> bool {
    let last = text.lines().last().unwrap_or_default();
    last.chars()
        .all(|c| matches!(c, '(' | ')' | ']' | '}' | '?' | '>') || c.is_whitespace())
}
