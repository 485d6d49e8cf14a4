use stackwright_aws::elb::{LoadBalancerHandle, TlsPolicy};
use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn as CertificateArn;
use stackwright_core::{Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::Node;

use super::super::{Matcher, alone};
use super::action;
use crate::found::{Writing, number};
use crate::said::{Drafted, Said, draft, say, text, variant};
use crate::why::Why;

/// A port on which a load balancer takes requests over HTTP.
pub static LISTENER: Matcher = Matcher {
    construct: "Listener",
    type_name: "AWS::ElasticLoadBalancingV2::Listener",
    parts: alone,
    write,
};

fn write(listener: &Writing<'_>) -> Result<Drafted, Why> {
    let port = listener
        .integer("Port")
        .and_then(|port| u16::try_from(port).ok());
    let port = number(port.ok_or(Why::NoWord("a port that is known at deployment only"))?);
    let port = match listener.get("Protocol").and_then(Node::as_str) {
        Some("HTTP") => draft!(ec2::Port::http(port)).said(),
        Some("HTTPS") => draft!(ec2::Port::https(port)).said(),
        _ => return Err(Why::NoWord("a listener of a network load balancer")),
    };
    let balancer = balancer(listener).ok_or(Why::NoWord("a load balancer that comes after it"))?;
    let actions = listener.get("DefaultActions");
    let action = actions.and_then(|own| action::action(listener, own));
    let action = action.ok_or(Why::NoWord("what it does with requests"))?;
    let mut draft = draft!(elb::Listener::new(balancer, port, action));
    let certificates = listener.get("Certificates").and_then(Node::as_list);
    if let Some(certificate) = certificates.and_then(|own| own.first()?.get("CertificateArn")) {
        let place = Place::Reference("AWS::CertificateManager::Certificate", None);
        let arn: Said<Value<CertificateArn>> = listener.value(certificate, place);
        say!(draft.certificate(arn));
    }
    // Where none is said, the construct says one, which is then taken out.
    if let Some(policy) = listener.get("SslPolicy").and_then(Node::as_str) {
        match policies()
            .into_iter()
            .find(|own| own.clone().name() == policy)
        {
            Some(TlsPolicy::Tls13Tls12ResPq) => {}
            Some(own) => {
                let own = variant("elb", "TlsPolicy", own);
                say!(draft.ssl_policy(own));
            }
            None => {
                let name = text(policy);
                say!(draft.ssl_policy(name));
            }
        }
    }
    let attributes = super::attributes(listener.get("ListenerAttributes"));
    for (key, value) in attributes.unwrap_or_default() {
        let (key, value) = (text(key), listener.value::<Str>(value, Place::Text));
        say!(draft.attribute(key, value));
    }
    Ok(draft.into())
}

/// The policies that have a word.
fn policies() -> [TlsPolicy; 8] {
    [
        TlsPolicy::Tls13Tls12ResPq,
        TlsPolicy::Tls13Tls12Pq,
        TlsPolicy::Tls13Tls12Res,
        TlsPolicy::Tls13Tls12,
        TlsPolicy::Tls13Tls12Ext1,
        TlsPolicy::Tls13Tls12Ext2,
        TlsPolicy::Tls13,
        TlsPolicy::Tls13Tls11,
    ]
}

/// The load balancer: by its handle, where it is one of the template; else imported.
fn balancer(listener: &Writing<'_>) -> Option<Said<LoadBalancerHandle>> {
    const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    let node = listener.get("LoadBalancerArn")?;
    let own = listener.handle::<LoadBalancerHandle, cfn::LoadBalancerHandle>(node, BALANCER);
    own.or_else(|| {
        listener.imported(node, "ImportedBalancer", || {
            let arn: Said<Value<Str>> = listener.value(node, Place::Text);
            draft!(elb::ApplicationLoadBalancer::imported(arn)).into()
        })
    })
}
