use stackwright_codes as codes;
use stackwright_template::{Diagnostic, Text, sort_few};

use crate::app::{Context, caller};
use crate::graph::Kind;
use crate::{NodeId, Scope};

/// What is looked up in the account and region of a stack, as AWS CDK calls it: a provider of
/// context, and what it is asked.
///
/// <https://docs.aws.amazon.com/cdk/v2/guide/context.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    provider: &'static str,
    props: Context,
}

impl Query {
    /// A question to a provider, as `vpc-provider`.
    pub fn new(provider: &'static str) -> Self {
        Query {
            provider,
            props: Context::new(),
        }
    }

    /// Adds to the question.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Answer>) -> Self {
        self.props.insert(name.into(), value.into());
        self
    }
}

/// Something that a program looks up, and whether its answer is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// Under which key of the context the answer is.
    pub key: String,
    /// Who answers, as `vpc-provider`.
    pub provider: &'static str,
    /// What is asked, with the account and the region.
    pub props: Context,
    /// Whether nobody has answered yet.
    pub is_missing: bool,
    /// The construct that asked first.
    pub(crate) node: NodeId,
}

/// What was found: JSON, as the AWS CDK command line keeps it.
pub type Answer = serde_json::Value;

/// Where an answer says that there is none.
const FAILED: &str = "$providerError";

impl Scope<'_> {
    /// What is in the account and the region of this scope's stack, from the context that the
    /// program was called with; `cdk.context.json` is a part of it.
    ///
    /// The stack must say its [`environment`](crate::Stack::environment) before (`APP137`). What has
    /// not been looked up is the error `APP136`, which names the command that does it, and what could
    /// not be found is `APP138`; both give nothing, and never a value that is not so.
    ///
    /// The keys are those of AWS CDK, so that its command line can fill them as well.
    ///
    /// ```
    /// use serde_json::json;
    /// use stackwright_core::{App, Query};
    ///
    /// let key = "availability-zones:account=111122223333:region=eu-west-1";
    /// let context = json!({key: ["eu-west-1a", "eu-west-1b"]});
    /// let app = App::new().with_context(context.as_object().cloned().unwrap_or_default());
    /// let web = app.stack("Web").environment("111122223333", "eu-west-1");
    /// let zones = web.look_up(Query::new("availability-zones"));
    /// assert_eq!(zones, Some(json!(["eu-west-1a", "eu-west-1b"])));
    /// ```
    #[track_caller]
    pub fn look_up(self, query: Query) -> Option<Answer> {
        let source = self.source(caller());
        let report = |mut found: Diagnostic| {
            found.source.push(source);
            self.report(found);
        };
        let Some((account, region)) = self.environment() else {
            let message = format!("`{}` is asked, and nobody says where", query.provider);
            report(codes::APP137.finding(message));
            return None;
        };
        let Query {
            provider,
            mut props,
        } = query;
        props.insert("account".to_owned(), account.into());
        props.insert("region".to_owned(), region.into());
        let key = key(provider, &props);
        let answer = self.app().context(&key).cloned();
        let mut graph = self.app().graph_mut();
        if !graph.lookups.iter().any(|known| known.key == key) {
            graph.lookups.push(Lookup {
                key: key.clone(),
                provider,
                props,
                is_missing: answer.is_none(),
                node: self.node(),
            });
        }
        drop(graph);
        match answer {
            None => report(codes::APP136.finding(format!("`{key}` has not been looked up"))),
            Some(answer) => match answer.get(FAILED) {
                None => return Some(answer),
                Some(why) => {
                    let why = why.as_str().unwrap_or("no reason is given");
                    report(codes::APP138.finding(format!("`{key}` was not found: {why}")));
                }
            },
        }
        None
    }

    /// Where the stack of this scope is deployed, if it has been said by now.
    fn environment(self) -> Option<(String, String)> {
        let graph = self.app().graph();
        match &graph.get(graph.root_stack_of(self.node())?)?.kind {
            Kind::Stack(data) => {
                let text = |text: &Option<Text>| text.as_deref().map(str::to_owned);
                Some((text(&data.account)?, text(&data.region)?))
            }
            _ => None,
        }
    }
}

/// As AWS CDK makes it: what is asked, sorted, with colons between, and those within marked.
fn key(provider: &str, props: &Context) -> String {
    let mut parts = Vec::new();
    for (name, value) in props {
        flatten(name, value, &mut parts);
    }
    sort_few(&mut parts, |one, other| one < other);
    parts.insert(0, provider.to_owned());
    parts.join(":")
}

fn flatten(name: &str, value: &Answer, parts: &mut Vec<String>) {
    let below = |key: &str, value, parts: &mut Vec<String>| {
        flatten(&format!("{name}.{key}"), value, parts);
    };
    match value {
        Answer::Object(map) => map.iter().for_each(|(key, value)| below(key, value, parts)),
        Answer::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, value)| below(&index.to_string(), value, parts));
        }
        Answer::String(text) => parts.push(format!("{name}={}", text.replace(':', "$:"))),
        other => parts.push(format!("{name}={other}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// As aws-cdk-lib 2.276.0 writes them into `missing`.
    #[test]
    fn keys_are_those_of_the_cdk() {
        let place = || Query::new("x").with("account", "1").with("region", "r");
        let of = |query: Query| key(query.provider, &query.props);
        assert_eq!(
            of(place()
                .with("filter", json!({"tag:a": "b:c"}))
                .with("returnAsymmetricSubnets", true)),
            "x:account=1:filter.tag:a=b$:c:region=r:returnAsymmetricSubnets=true"
        );
        assert_eq!(
            of(place()
                .with("loadBalancerTags", json!([{"key": "a", "value": "b"}]))
                .with("listenerPort", 443)),
            "x:account=1:listenerPort=443:loadBalancerTags.0.key=a:loadBalancerTags.0.value=b:region=r"
        );
        assert_eq!(
            of(place()
                .with("filters", json!({"name": ["al2023-*"]}))
                .with("owners", json!(["amazon"]))),
            "x:account=1:filters.name.0=al2023-*:owners.0=amazon:region=r"
        );
    }
}
