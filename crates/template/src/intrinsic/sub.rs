use crate::model::Places;
use crate::{Map, Node, Span};

/// The argument of `Fn::Sub`: a text, and values of its own for some of its variables.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html>
#[derive(Clone, Copy, Debug)]
pub struct Sub<'a> {
    /// The text.
    pub text: &'a str,
    /// The values that the call brings along.
    pub variables: Option<&'a Map>,
    span: Span,
}

/// A stretch of the text of `Fn::Sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubPart<'a> {
    /// Text that stays. That of `${!Name}` is `${Name}`, which is two parts: `${` and `Name}`.
    Literal(&'a str),
    /// `${Name}` or `${Name.Attribute}`.
    Variable(Variable<'a>),
}

/// A variable in the text of `Fn::Sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable<'a> {
    /// What stands between the braces, without the spaces around it.
    pub name: &'a str,
    /// Where the name stands; all of the text, where escapes or folding hide the place.
    pub span: Span,
}

impl<'a> Variable<'a> {
    /// The resource or parameter: what stands before the first dot.
    pub fn target(self) -> &'a str {
        self.name
            .split_once('.')
            .map_or(self.name, |(target, _)| target)
    }

    /// The attribute: what stands behind the first dot.
    pub fn attribute(self) -> Option<&'a str> {
        self.name.split_once('.').map(|(_, attribute)| attribute)
    }
}

impl<'a> Sub<'a> {
    pub(super) fn of(argument: &'a Node) -> Option<Self> {
        let (text, variables) = match argument.as_list() {
            None => (argument, None),
            Some([text, variables]) => (text, Some(variables.as_map()?)),
            Some(_) => return None,
        };
        Some(Sub {
            text: text.as_str()?,
            variables,
            span: text.span,
        })
    }

    /// The text, taken apart. A `${` without its `}` is text.
    pub fn parts(self) -> Vec<SubPart<'a>> {
        // Found out for the first variable: a text may have none.
        let mut places: Option<Option<Places<'_>>> = None;
        let mut parts = Vec::new();
        let literal = |parts: &mut Vec<SubPart<'a>>, range: std::ops::Range<usize>| {
            if let Some(text) = self.text.get(range).filter(|text| !text.is_empty()) {
                parts.push(SubPart::Literal(text));
            }
        };
        // Text from `start` on is not in a part yet; up to `offset` it holds no variable.
        let (mut start, mut offset) = (0, 0);
        while let Some((opens, inner, closes)) = next_braces(self.text, offset) {
            offset = closes;
            if let Some(kept) = inner.strip_prefix('!') {
                // `${!Name}` is `${Name}`: only the exclamation mark goes.
                let mark = closes - 1 - kept.len();
                literal(&mut parts, start..mark - 1);
                start = mark;
                continue;
            }
            let name = inner.trim();
            let begins = opens + 2 + (inner.len() - inner.trim_start().len());
            let places = places.get_or_insert_with(|| Places::new(self.span, self.text));
            let span = match places {
                Some(places) => Span::new(places.at(begins), places.at(begins + name.len())),
                None => self.span,
            };
            literal(&mut parts, start..opens);
            parts.push(SubPart::Variable(Variable { name, span }));
            start = closes;
        }
        literal(&mut parts, start..self.text.len());
        parts
    }

    /// The variables of the text, also those that [`variables`](Sub::variables) has.
    pub fn references(self) -> impl Iterator<Item = Variable<'a>> {
        self.parts().into_iter().filter_map(|part| match part {
            SubPart::Variable(variable) => Some(variable),
            SubPart::Literal(_) => None,
        })
    }
}

/// The next `${...}` from `offset` on: where it opens, what is inside, and where it ends.
fn next_braces(text: &str, offset: usize) -> Option<(usize, &str, usize)> {
    // The texts are short: what searches long ones fast takes longer to get ready.
    let mut ahead = text.as_bytes().get(offset..)?.iter();
    while let Some(byte) = ahead.next() {
        if *byte == b'$' && matches!(ahead.as_slice(), [b'{', ..]) {
            let begins = text.len() - ahead.len() + 1;
            let inner = text.get(begins..)?;
            let closes = inner.bytes().position(|byte| byte == b'}')?;
            return Some((begins - 2, inner.get(..closes)?, begins + closes + 1));
        }
    }
    None
}
