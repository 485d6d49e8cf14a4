//! Laws of user pools of Amazon Cognito: what is settled when the pool is made, and refused afterwards.

use stackwright_template::Node;

use crate::difference::Difference;
use crate::form::word;
use crate::laws::Asked;
use crate::path::Step;
use crate::{Effect, Why};

/// Settings that cannot change, and that an attribute can be added and never taken out.
const PAGE: &str =
    "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html";

/// What people sign in with, and whether its case counts.
const SETTLED: [&str; 3] = [
    "AliasAttributes",
    "UsernameAttributes",
    "UsernameConfiguration",
];

/// That a change of a pool is refused; nothing where the facts say what it does.
pub(crate) fn decided(asked: &Asked<'_, '_>, difference: &Difference) -> Option<(Effect, Why)> {
    let first = difference.path.first()?;
    let is_refused = asked.type_name == "AWS::Cognito::UserPool"
        && (SETTLED.contains(&first) || first == "Schema" && !adds(difference));
    is_refused.then(|| {
        let page = PAGE.to_owned();
        (Effect::None, Why::Refused { page })
    })
}

/// Whether a difference of the attributes only adds some, puts them in another order, or writes out what is so by
/// itself.
fn adds(difference: &Difference) -> bool {
    let value = difference.after.as_ref();
    match difference.path.steps() {
        [_] => value.is_some(),
        [_, Step::Item { .. }] => difference.before.is_none(),
        [.., Step::Key(key)] if key == "Mutable" => value.is_none() || difference.before.is_none(),
        [.., Step::Key(key)] if key == "Required" || key == "DeveloperOnlyAttribute" => {
            let is_on = |node: Option<&Node>| node.and_then(word).is_some_and(|is| is != "false");
            !is_on(difference.before.as_ref()) && !is_on(value)
        }
        _ => false,
    }
}
