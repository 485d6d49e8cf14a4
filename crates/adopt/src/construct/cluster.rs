use stackwright_aws::ec2::VpcHandle;
use stackwright_aws::ecs::ContainerInsights;
use stackwright_cfn::ec2 as cfn;
use stackwright_import::construct::Expression;
use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::{Writing, single};
use crate::said::{Drafted, Said, draft, say, variant};
use crate::why::Why;

/// A cluster, in the only VPC of the template. What gives it capacity stays what it is.
pub static CLUSTER: Matcher = Matcher {
    construct: "Cluster",
    type_name: "AWS::ECS::Cluster",
    parts: alone,
    write,
};

fn write(cluster: &Writing<'_>) -> Result<Drafted, Why> {
    let mut all = cluster.of_type("AWS::EC2::VPC");
    let (Some(vpc), None) = (all.next(), all.next()) else {
        return Err(Why::NoWord(
            "a VPC that is not the only one of the template",
        ));
    };
    let value = cluster.world.handle::<VpcHandle, cfn::VpcHandle>(vpc.id());
    let vpc = Said {
        value: value.ok_or(Why::NoWord("a VPC that comes after it"))?,
        code: Expression::Named(vpc.id().to_owned()),
    };
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
