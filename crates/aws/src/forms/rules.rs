use stackwright_core::{App, Attribute, Expr, NodeId, Props, Text, logical_id};

use super::is_cdk;

/// Calls rules between groups as AWS CDK does.
///
/// Its ids say the other group by what is unique about it, and the port.
pub(super) fn write(app: &App) {
    for (type_name, peer, word) in [
        (
            "AWS::EC2::SecurityGroupIngress",
            "SourceSecurityGroupId",
            "from",
        ),
        (
            "AWS::EC2::SecurityGroupEgress",
            "DestinationSecurityGroupId",
            "to",
        ),
    ] {
        for rule in app.resources_of_type(type_name) {
            if is_cdk(app, rule)
                && let Some(Named {
                    group,
                    text,
                    balances,
                }) = named(app, rule, peer, word)
            {
                let path = app.identity_path(group);
                let path: Vec<&str> = path.split('/').chain([text.as_str()]).collect();
                let scope = app.scope_of(rule);
                scope.pin_id(rule, logical_id(&path));
                let said: Text = match balances {
                    true => "Load balancer to target".into(),
                    false => text.into(),
                };
                scope.edit_props(rule, |rule| rule.set("Description", Expr::Str(said)));
            }
        }
    }
}

/// What a rule is called.
struct Named {
    /// The construct of the group that has it.
    group: NodeId,
    /// What it is called below that.
    text: String,
    /// Whether it lets an application load balancer reach its targets.
    balances: bool,
}

/// What a rule is called; nothing for what the program has written itself.
fn named(app: &App, rule: NodeId, peer: &str, word: &str) -> Option<Named> {
    let construct = app.scope_of(rule).parent()?.node();
    app.resource_of(construct).filter(|group| *group != rule)?;
    let (peer, port) = app.read_props(rule, |rule| Some((group(rule, peer)?, port(rule)?)))??;
    let peer = app.scope_of(peer);
    let peer = match peer.parent() {
        // The construct around the resource.
        Some(around) if app.resource_of(around.node()) == Some(peer.node()) => around,
        _ => peer,
    };
    let from = match word {
        "from" => peer.node(),
        _ => construct,
    };
    let balances = balancer_around(app, from).is_some();
    let path = app.identity_with_stack_name(peer.node());
    let unique = logical_id(&path.split('/').collect::<Vec<_>>());
    Some(Named {
        group: construct,
        text: format!("{word} {unique}:{port}"),
        balances,
    })
}

/// The application load balancer whose group a construct is.
pub(super) fn balancer_around(app: &App, group: NodeId) -> Option<NodeId> {
    let around = app.scope_of(group).parent()?.node();
    let balancer = app.resource_of(around)?;
    let all = app.resources_of_type("AWS::ElasticLoadBalancingV2::LoadBalancer");
    let is_network = |balancer: &Props| {
        let kind = balancer.get("Type").and_then(Expr::as_str);
        kind.is_some_and(|kind| kind != "application")
    };
    let is_application = || app.read_props(balancer, is_network) == Some(false);
    (all.into_iter().any(|own| own == balancer) && is_application()).then_some(balancer)
}

fn group(rule: &Props, property: &str) -> Option<NodeId> {
    match rule.get(property)? {
        Expr::Get(node, Attribute::Ref | Attribute::Named(_)) => Some(*node),
        _ => None,
    }
}

/// The ports of a rule in AWS CDK's words.
pub(super) fn port(rule: &Props) -> Option<String> {
    let number = |name| match rule.get(name) {
        Some(Expr::Int(number)) => Some(*number),
        _ => None,
    };
    let protocol: &Text = match rule.get("IpProtocol")? {
        Expr::Str(protocol) => protocol,
        _ => return None,
    };
    let range = || {
        let (from, to) = (number("FromPort")?, number("ToPort")?);
        Some(match from == to {
            true => from.to_string(),
            false => format!("{from}-{to}"),
        })
    };
    match protocol.as_ref() {
        "tcp" => range(),
        "udp" => Some(format!("UDP {}", range()?)),
        "-1" => Some("ALL TRAFFIC".to_owned()),
        _ => None,
    }
}
