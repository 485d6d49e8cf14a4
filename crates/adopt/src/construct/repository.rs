use stackwright_aws::ecr::TagMutability;
use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::{Writing, is_true};
use crate::said::{Drafted, draft, say, variant};
use crate::why::Why;

pub static REPOSITORY: Matcher = Matcher {
    construct: "EcrRepository",
    type_name: "AWS::ECR::Repository",
    parts: alone,
    write,
};

fn write(repository: &Writing<'_>) -> Result<Drafted, Why> {
    let mut draft = draft!(ecr::EcrRepository::new());
    say!(draft.name?(repository.text("RepositoryName")));
    let scanning = repository.get("ImageScanningConfiguration");
    if !scanning.is_some_and(|own| own.get("ScanOnPush").is_some_and(is_true)) {
        say!(draft.without_scan_on_push());
    }
    let tags = repository.get("ImageTagMutability");
    if tags.is_none_or(|tags| tags.as_str() == Some("MUTABLE")) {
        let mutable = variant("ecr", "TagMutability", TagMutability::Mutable);
        say!(draft.tag_mutability(mutable));
    }
    if let Some(rule) = repository.get("LifecyclePolicy").and_then(keep_last) {
        say!(draft.keep_last(rule));
    }
    if repository.is_true("EmptyOnDelete") {
        say!(draft.empty_on_delete());
    }
    if repository.resource.deletion_policy() == Some("Retain") {
        say!(draft.retain());
    }
    Ok(draft.into())
}

/// How many images are kept, where that is the only rule of a policy.
fn keep_last(policy: &Node) -> Option<crate::said::Said<u32>> {
    let text = policy.get("LifecyclePolicyText")?.as_str()?;
    let policy = stackwright_template::Template::from_json(text).ok()?;
    let [rule] = policy.root().get("rules")?.as_list()? else {
        return None;
    };
    let selection = rule.get("selection")?;
    let says = |name: &str, word: &str| selection.get(name).and_then(Node::as_str) == Some(word);
    let is_it = says("tagStatus", "any") && says("countType", "imageCountMoreThan");
    let count = crate::found::integer(selection.get("countNumber")?)?;
    is_it.then_some(crate::found::number(u32::try_from(count).ok()?))
}
