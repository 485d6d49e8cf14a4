use stackwright_aws::ecs::ContainerInsights;
use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::{Writing, single};
use crate::said::{Drafted, Said, draft, say, variant};
use crate::why::Why;

/// A cluster, in the only VPC of the template, or in the only one that it names. What gives it capacity stays what it is.
pub static CLUSTER: Matcher = Matcher {
    construct: "Cluster",
    type_name: "AWS::ECS::Cluster",
    parts: alone,
    write,
};

fn write(cluster: &Writing<'_>) -> Result<Drafted, Why> {
    let vpc = cluster.only_vpc();
    let vpc = vpc.ok_or(Why::NoWord("a VPC that is not the only one before it"))?;
    let mut draft = draft!(ecs::Cluster::new(vpc));
    say!(draft.name?(cluster.text("ClusterName")));
    say!(draft.insights?(insights(cluster)));
    Ok(Drafted {
        // They say no capacity providers where none are said.
        forms: cluster.get("CapacityProviders").is_none(),
        ..draft.into()
    })
}

fn insights(cluster: &Writing<'_>) -> Option<Said<ContainerInsights>> {
    let setting = single(cluster.get("ClusterSettings")?)?;
    let word = setting.get("Value").and_then(Node::as_str)?;
    let insights = match word {
        "enabled" => ContainerInsights::Enabled,
        "enhanced" => ContainerInsights::Enhanced,
        "disabled" => ContainerInsights::Disabled,
        _ => return None,
    };
    Some(variant("ecs", "ContainerInsights", insights))
}
