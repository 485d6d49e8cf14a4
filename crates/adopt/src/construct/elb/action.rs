use stackwright_aws::elb::{Action, Redirect, TargetGroupHandle};
use stackwright_core::{Str, Value};
use stackwright_import::construct::{Expression, Place};
use stackwright_template::Node;

use super::target_group;
use crate::found::{Writing, integer, map_of, number, single};
use crate::said::{Said, draft, say};

/// What is done with requests, where there are words for it.
pub fn action(writing: &Writing<'_>, list: &Node) -> Option<Said<Action>> {
    let action = single(list)?;
    match action.get("Type")?.as_str()? {
        "forward" => forward(writing, action),
        "redirect" => {
            let redirect = redirect(writing, action.get("RedirectConfig")?)?;
            Some(draft!(elb::Action::redirect(redirect)).said())
        }
        "fixed-response" => respond(writing, action.get("FixedResponseConfig")?),
        _ => None,
    }
}

fn forward(writing: &Writing<'_>, action: &Node) -> Option<Said<Action>> {
    if let Some(group) = action.get("TargetGroupArn") {
        let group = target_group(writing, group, Some(80))?;
        return Some(draft!(elb::Action::forward(group)).said());
    }
    let config = map_of(action.get("ForwardConfig")?, &["TargetGroups"])?;
    let groups = config.get("TargetGroups")?.as_list()?.iter().map(|own| {
        let group = target_group(writing, own.get("TargetGroupArn")?, Some(80))?;
        let weight = u16::try_from(integer(own.get("Weight")?)?).ok()?;
        Some((group, number(weight)))
    });
    let groups: Vec<(Said<TargetGroupHandle>, Said<u16>)> = groups.collect::<Option<_>>()?;
    let code = groups
        .iter()
        .map(|(group, weight)| Expression::Tuple(vec![group.code.clone(), weight.code.clone()]));
    let groups = Said {
        code: Expression::List(code.collect()),
        value: groups
            .into_iter()
            .map(|(group, weight)| (group.value, weight.value))
            .collect::<Vec<_>>(),
    };
    Some(draft!(elb::Action::weighted(groups)).said())
}

pub fn redirect(writing: &Writing<'_>, config: &Node) -> Option<Said<Redirect>> {
    let known = ["Host", "Path", "Port", "Protocol", "Query", "StatusCode"];
    let config = map_of(config, &known)?;
    let word = |name: &str| config.get(name).and_then(Node::as_str);
    let is_permanent = word("StatusCode")? == "HTTP_301";
    let value = |name: &str| -> Option<Said<Value<Str>>> {
        Some(writing.value(config.get(name)?, Place::Text))
    };
    let port = config.get("Port").map(integer);
    let is_to_https = is_permanent && word("Protocol") == Some("HTTPS") && port == Some(Some(443));
    let mut draft = match (is_to_https, is_permanent) {
        (true, _) => draft!(elb::Redirect::to_https()),
        (false, true) => draft!(elb::Redirect::permanent()),
        (false, false) => draft!(elb::Redirect::temporary()),
    };
    if !is_to_https {
        say!(draft.protocol?(value("Protocol")));
        if let Some(port) = port {
            let port = number(u16::try_from(port?).ok()?);
            say!(draft.port(port));
        }
    }
    say!(draft.host?(value("Host")));
    say!(draft.path?(value("Path")));
    say!(draft.query?(value("Query")));
    Some(draft.said())
}

fn respond(writing: &Writing<'_>, config: &Node) -> Option<Said<Action>> {
    let config = map_of(config, &["ContentType", "MessageBody", "StatusCode"])?;
    let code = number(u16::try_from(integer(config.get("StatusCode")?)?).ok()?);
    let Some(body) = config.get("MessageBody") else {
        return Some(draft!(elb::Action::respond(code)).said());
    };
    let body: Said<Value<Str>> = writing.value(body, Place::Text);
    let mut draft = draft!(elb::FixedResponse::status(code));
    match config.get("ContentType")?.as_str()? {
        "text/plain" => say!(draft.text(body)),
        "text/html" => say!(draft.html(body)),
        "application/json" => say!(draft.json(body)),
        _ => return None,
    }
    let response = draft.said();
    Some(draft!(elb::Action::respond(response)).said())
}
