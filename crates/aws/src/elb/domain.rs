use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_codes as codes;
use stackwright_core::{
    App, Fact, Handle, IntoValue, NodeId, Recorded, ResourceHandle, Scope, Str, Text, Value,
};

use super::front::{Facing, secure};
use super::place::{At, Place};
use super::{ListenerCertificate, LoadBalancerHandle};
use crate::certificatemanager::Certificate;
use crate::keyed::sort_by_text;
use crate::route53::{HostedZoneHandle, Record};

/// A name that leads to a load balancer.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub name: Value<Str>,
    pub zone: HostedZoneHandle,
}

/// Kept on a load balancer: the name that was said of itself.
pub(super) struct OwnName(Value<Str>);

impl Domain {
    /// Adds the certificate for the name.
    pub fn certificate(&self, scope: Scope<'_>) -> Value<CertificateArnOrServerCertificateArn> {
        let name = self.full_name(scope);
        let certificate = Certificate::new(name, self.zone);
        scope.add("Certificate", certificate).into_value()
    }

    /// Adds the records that lead to the load balancer of a scope.
    pub fn records(self, scope: Scope<'_>, balancer: LoadBalancerHandle, ipv6: bool) {
        scope.at(balancer).set_data(OwnName(self.full_name(scope)));
        self.lead(scope, balancer, ipv6);
    }

    fn lead(self, scope: Scope<'_>, balancer: LoadBalancerHandle, ipv6: bool) {
        let record = Record::alias(self.zone, self.name, balancer);
        let record = match ipv6 {
            true => record.dual_stack(),
            false => record,
        };
        scope.add("Record", record);
    }

    fn full_name(&self, scope: Scope<'_>) -> Value<Str> {
        self.zone.name_of(&self.name, scope)
    }

    /// Makes the load balancer of a place known by it, unless it is so already.
    fn made_known(self, at: &At, here: Scope<'_>) {
        let full = self.full_name(here);
        let (balancer, facing) = match at {
            At::Front(balancer) => (Some(*balancer), here.data::<Facing>(*balancer)),
            At::Listener(listener) => {
                let facing = here.data::<Facing>(*listener);
                (facing.as_ref().and_then(|facing| facing.balancer), facing)
            }
            At::Ready(_) => {
                let help = "say it of the load balancer, which has a `.domain(...)` as well";
                return refused("a listener that is there already", help, here);
            }
            #[cfg(feature = "patterns")]
            At::Nowhere => return,
            At::Network(_) => {
                let help = "give its listener a certificate, and lead the name to it with \
                            `Record::alias(zone, name, front)`";
                return refused("a network load balancer", help, here);
            }
        };
        let Some(balancer) = balancer else {
            let help = "put it behind the load balancer, imported with its listener, its name in \
                        DNS and its zone";
            return refused("a listener whose load balancer is not known", help, here);
        };
        let own = here.data::<OwnName>(balancer);
        if own.is_some_and(|own| own.0.expr() == full.expr()) {
            return;
        }
        let is_plain = facing.as_ref().is_some_and(|facing| facing.is_plain);
        if is_plain && matches!(at, At::Listener(_)) {
            let help = "give the listener a certificate, so that it speaks HTTPS";
            return refused("a listener that speaks HTTP", help, here);
        }
        let ipv6 = facing.is_some_and(|facing| facing.has_ipv6);
        let of_balancer = here.at(balancer);
        let below = match full.expr().as_str() {
            // One name leads to one load balancer, however many services it is of.
            Some(name) => {
                let id = Text::from(name.to_owned());
                if of_balancer.find(&id).is_some() {
                    return;
                }
                of_balancer.scope(id)
            }
            // Nobody can tell whether names that only deployment knows are the same.
            None => here.scope("Domain"),
        };
        let certificate = self.certificate(below);
        let listener = match at {
            At::Listener(listener) => Some(*listener),
            _ => secure(below, balancer, &certificate),
        };
        if let Some(listener) = listener {
            let further = ListenerCertificate::new(listener, certificate.clone());
            below.add("ListenerCertificate", further);
            here.record(Shown {
                listener: listener.node(),
                below: below.node(),
                certificate,
            });
        }
        self.lead(below, balancer, ipv6);
    }
}

fn refused(what: &str, help: &str, scope: Scope<'_>) {
    let found = codes::ELB119.finding(format!("a name is to lead to {what}"));
    scope.report(found.help(help.to_owned()));
}

impl Place {
    /// Says the name that it has, if it has one, as its host, and makes it known.
    pub(super) fn settle_name(&mut self, here: Scope<'_>) {
        if let Some(domain) = self.domain.take() {
            let host = domain.full_name(here);
            self.conditions.hosts.wild.push(host.into_expr());
            domain.made_known(&self.at, here);
        }
    }
}

/// Kept on a listener: that names of places brought the certificate that it shows to who asks for
/// none of its names.
pub(super) struct OfNames;

/// That a listener shows a certificate for a name. Which of them is its default does not depend on
/// whose was said first.
struct Shown {
    listener: NodeId,
    below: NodeId,
    certificate: Value<CertificateArnOrServerCertificateArn>,
}

impl Fact for Shown {
    const NAME: &'static str = "elb/name";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut all: Vec<Shown> = facts.into_iter().map(|recorded| recorded.fact).collect();
        sort_by_text(&mut all, |shown| app.identity_with_stack(shown.below));
        let mut done: Vec<NodeId> = Vec::new();
        for shown in all {
            if done.contains(&shown.listener) || app.data::<OfNames>(shown.listener).is_none() {
                continue;
            }
            done.push(shown.listener);
            let certificate = shown.certificate;
            let scope = app.scope_of(shown.listener);
            let listener = cfn::ListenerHandle::from_node(shown.listener);
            scope.edit(listener, |listener| {
                let first = cfn::listener::Certificate::new().certificate_arn(certificate);
                listener.certificates([first])
            });
        }
    }
}
