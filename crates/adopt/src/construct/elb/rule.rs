use stackwright_aws::elb::{ListenerHandle, Place as Requests};
use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_core::{Str, Value};
use stackwright_import::construct::{Expression, Path, Place};
use stackwright_template::Node;

use super::super::{Matcher, alone};
use super::action;
use crate::found::{Writing, map_of, number, refers_to};
use crate::said::{Draft, Drafted, Said, draft, say, text};
use crate::why::Why;

/// What a listener does with requests of a kind.
pub static RULE: Matcher = Matcher {
    construct: "ListenerRule",
    type_name: "AWS::ElasticLoadBalancingV2::ListenerRule",
    parts: alone,
    write,
};

fn write(rule: &Writing<'_>) -> Result<Drafted, Why> {
    let listener = listener(rule).ok_or(Why::NoWord("a listener that comes after it"))?;
    let mut place = Draft {
        construct: listener.value.place(),
        code: listener.code.method("place", Vec::new()),
    };
    let conditions = rule.get("Conditions").and_then(Node::as_list);
    for condition in conditions.ok_or(Why::NoWord("which requests it is for"))? {
        let more = self::condition(rule, place, condition);
        place = more.ok_or(Why::NoWord("which requests it is for"))?;
    }
    let priority = rule
        .integer("Priority")
        .and_then(|own| u16::try_from(own).ok());
    let priority = priority.ok_or(Why::NoWord("a priority that is known at deployment only"))?;
    let priority = number(priority);
    say!(place.priority(priority));
    let action = rule
        .get("Actions")
        .and_then(|own| action::action(rule, own));
    let action = action.ok_or(Why::NoWord("what it does with requests"))?;
    let place = place.said();
    Ok(draft!(elb::ListenerRule::new(place, action)).into())
}

/// The listener: by its handle, where it is one of the template; else imported.
fn listener(rule: &Writing<'_>) -> Option<Said<ListenerHandle>> {
    const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
    let node = rule.get("ListenerArn")?;
    if let Some(own) = rule.handle::<ListenerHandle, cfn::ListenerHandle>(node, LISTENER) {
        let is_made = refers_to(node).is_some_and(|id| rule.world.makes(id));
        let from = Path {
            module: "elb",
            import: "ListenerHandle",
            path: "ListenerHandle::from".into(),
        };
        // Places are asked of the handle of a construct.
        let code = match is_made {
            true => own.code,
            false => Expression::Call(from, vec![own.code]),
        };
        return Some(Said { code, ..own });
    }
    rule.imported(node, "ImportedListener", || {
        let arn: Said<Value<Str>> = rule.value(node, Place::Text);
        draft!(elb::Listener::imported(arn)).into()
    })
}

/// A place with one condition more.
fn condition(
    rule: &Writing<'_>,
    mut place: Draft<Requests>,
    condition: &Node,
) -> Option<Draft<Requests>> {
    let field = condition.get("Field")?.as_str()?;
    let config = match field {
        "path-pattern" => "PathPatternConfig",
        "host-header" => "HostHeaderConfig",
        "http-request-method" => "HttpRequestMethodConfig",
        "source-ip" => "SourceIpConfig",
        "http-header" => "HttpHeaderConfig",
        _ => return None,
    };
    let config = condition.get(config).unwrap_or(condition);
    let known = ["Field", "HttpHeaderName", "Values"];
    let config = map_of(config, &known)?;
    for value in config.get("Values")?.as_list()? {
        let value: Said<Value<Str>> = rule.value(value, Place::Text);
        match field {
            "path-pattern" => say!(place.path(value)),
            "host-header" => say!(place.host(value)),
            "http-request-method" => say!(place.method(value)),
            "source-ip" => say!(place.source(value)),
            _ => {
                let name = text(config.get("HttpHeaderName")?.as_str()?);
                say!(place.header(name, value));
            }
        }
    }
    Some(place)
}
