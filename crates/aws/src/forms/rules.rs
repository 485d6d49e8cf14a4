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
                && let Some((group, text)) = named(app, rule, peer, word)
            {
                let path = app.identity_path(group);
                let path: Vec<&str> = path.split('/').chain([text.as_str()]).collect();
                let scope = app.scope_of(rule);
                scope.pin_id(rule, logical_id(&path));
                scope.edit_props(rule, |rule| rule.set("Description", Expr::Str(text.into())));
            }
        }
    }
}

/// The construct of the group that has a rule, and what the rule is called below it; nothing for
/// what the program has written itself.
fn named(app: &App, rule: NodeId, peer: &str, word: &str) -> Option<(NodeId, String)> {
    let construct = app.scope_of(rule).parent()?.node();
    app.resource_of(construct).filter(|group| *group != rule)?;
    let (peer, port) = app.read_props(rule, |rule| Some((group(rule, peer)?, port(rule)?)))??;
    let peer = app.scope_of(peer);
    let peer = match peer.parent() {
        // The construct around the resource.
        Some(around) if app.resource_of(around.node()) == Some(peer.node()) => around,
        _ => peer,
    };
    let path = app.identity_with_stack_name(peer.node());
    let unique = logical_id(&path.split('/').collect::<Vec<_>>());
    Some((construct, format!("{word} {unique}:{port}")))
}

fn group(rule: &Props, property: &str) -> Option<NodeId> {
    match rule.get(property)? {
        Expr::Get(node, Attribute::Ref | Attribute::Named(_)) => Some(*node),
        _ => None,
    }
}

/// The ports of a rule in AWS CDK's words.
fn port(rule: &Props) -> Option<String> {
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
