//! Laws that `UpdatePolicy` decides: whether a group, a version or the number of shards changes by replacement.

use stackwright_facts::Update;
use stackwright_template::Value;

use crate::difference::Difference;
use crate::law::page;
use crate::laws::Asked;
use crate::{Effect, Why};

/// What an option of the policy decides of changes of a type.
struct Decision {
    type_name: &'static str,
    /// The properties; none for all of which the facts say that something decides.
    properties: &'static [&'static str],
    /// The way to the option, and whether it makes CloudFormation replace the resource.
    way: &'static [&'static str],
    replaces: bool,
    /// What is said where it is on, and where it is off or not there.
    on: &'static str,
    off: &'static str,
}

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html>
const DECISIONS: [Decision; 4] = [
    Decision {
        type_name: "AWS::AutoScaling::AutoScalingGroup",
        properties: &[],
        way: &["AutoScalingReplacingUpdate", "WillReplace"],
        replaces: true,
        on: "`UpdatePolicy` has `WillReplace`",
        off: "`UpdatePolicy` has no `WillReplace`",
    },
    Decision {
        type_name: "AWS::ElastiCache::ReplicationGroup",
        properties: &["NodeGroupConfiguration", "NumNodeGroups"],
        way: &["UseOnlineResharding"],
        replaces: false,
        on: "`UpdatePolicy` has `UseOnlineResharding`",
        off: "`UpdatePolicy` has no `UseOnlineResharding`",
    },
    Decision {
        type_name: "AWS::Elasticsearch::Domain",
        properties: &["ElasticsearchVersion"],
        way: &["EnableVersionUpgrade"],
        replaces: false,
        on: "`UpdatePolicy` has `EnableVersionUpgrade`",
        off: "`UpdatePolicy` has no `EnableVersionUpgrade`",
    },
    Decision {
        type_name: "AWS::OpenSearchService::Domain",
        properties: &["EngineVersion"],
        way: &["EnableVersionUpgrade"],
        replaces: false,
        on: "`UpdatePolicy` has `EnableVersionUpgrade`",
        off: "`UpdatePolicy` has no `EnableVersionUpgrade`",
    },
];

/// What the policy of a resource decides of a change; nothing where it decides nothing.
pub(crate) fn decided(asked: &Asked<'_, '_>, difference: &Difference) -> Option<(Effect, Why)> {
    let first = difference.path.first().unwrap_or_default();
    let option = DECISIONS.iter().find(|option| {
        option.type_name == asked.type_name
            && match option.properties {
                [] => difference.update == Update::Conditional,
                some => some.contains(&first),
            }
    })?;
    let page = page!("aws-attribute-updatepolicy");
    let (effect, law) = match is_on(asked, option.way) {
        None => (Effect::MayReplace, "`UpdatePolicy` decides"),
        Some(is_on) => (
            match is_on == option.replaces {
                true => Effect::Replaces,
                false => Effect::InPlace,
            },
            match is_on {
                true => option.on,
                false => option.off,
            },
        ),
    };
    Some((effect, Why::Law { law, page }))
}

/// Whether an option of the policy is on; nothing where that is not known.
fn is_on(asked: &Asked<'_, '_>, way: &[&str]) -> Option<bool> {
    let Some((first, rest)) = way.split_first() else {
        return Some(false);
    };
    let mut node = asked
        .after
        .update_policy()
        .and_then(|policy| policy.get(first));
    for key in rest {
        node = node.and_then(|node| node.get(key));
    }
    match node.map(|node| &node.value) {
        None => Some(false),
        Some(Value::Bool(is_on)) => Some(*is_on),
        Some(Value::String(text)) => Some(text.eq_ignore_ascii_case("true")),
        Some(_) => None,
    }
}
