use std::rc::Rc;

use stackwright_cfn::kind::ec2::PrefixListId;
use stackwright_codes as codes;
use stackwright_core::{DeletionPolicy, Scope, Str, Text, Value};

use super::front::Facing;
use super::{Action, ListenerHandle, LoadBalancerHandle};
use crate::ec2::Peer;
use crate::secretsmanager::{Secret, SecretHandle};

/// That a load balancer takes requests of one's own distributions alone.
#[derive(Clone, Debug)]
pub(super) struct OnlyCloudFront {
    /// CloudFront's addresses.
    pub list: Value<PrefixListId>,
    pub secret: Option<SecretHandle>,
}

/// Kept on such a load balancer: the header without which a request is refused.
#[derive(Clone, Debug)]
pub(crate) struct Demands {
    pub header: Text,
    pub value: Value<Str>,
}

/// The header that tells one's own distributions from those of others.
const HEADER: &str = "x-origin-secret";

/// What is answered to who goes around CloudFront.
const FORBIDDEN: u16 = 403;

impl OnlyCloudFront {
    /// Says so of the load balancer of a scope; who its group lets in.
    pub fn build(self, scope: Scope<'_>) -> Peer {
        let secret = self.secret.unwrap_or_else(|| {
            // Nothing is lost with it: another one does as well.
            let secret = Secret::generated(32)
                .describe("what CloudFront shows to a load balancer")
                .removal_policy(DeletionPolicy::Delete);
            scope.add("OriginSecret", secret)
        });
        scope.set_data(Demands {
            header: Text::Borrowed(HEADER),
            value: secret.value(),
        });
        Peer::prefix_list(self.list).describe("CloudFront")
    }
}

impl Demands {
    /// What the load balancer of a listener asks of requests.
    pub fn at(scope: Scope<'_>, listener: ListenerHandle) -> Option<Rc<Demands>> {
        let balancer = scope.data::<Facing>(listener)?.balancer?;
        scope.data::<Demands>(balancer)
    }

    /// What a listener does with requests that are for no rule, and what it does with those of them
    /// that have the header: a default action asks for none, so that it must not let anybody through.
    pub fn part(
        scope: Scope<'_>,
        balancer: LoadBalancerHandle,
        is_https: bool,
        action: Action,
    ) -> (Action, Option<Action>) {
        if scope.data::<Demands>(balancer).is_none() || action.redirects() {
            return (action, None);
        }
        if !is_https {
            let path = scope.path();
            let message = format!("`{path}` is shown a secret over HTTP");
            let found = codes::ELB130.finding(message);
            scope.report(found.help("give the load balancer a certificate"));
        }
        match action.responds() {
            true => (action, None),
            false => (Action::respond(FORBIDDEN), Some(action)),
        }
    }

    /// What is done with what no place gets, where nothing is said about it.
    pub fn otherwise(scope: Scope<'_>, balancer: LoadBalancerHandle) -> Action {
        Action::respond(match scope.data::<Demands>(balancer) {
            Some(_) => FORBIDDEN,
            None => 404,
        })
    }
}
