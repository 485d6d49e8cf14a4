use std::time::Duration;

use stackwright_core::{IntoValue, Str, Text, Value};

use crate::iam::{Grant, RoleHandle};

/// A service of AWS that answers messages to a [`WebSocketApi`](super::WebSocketApi), without a program
/// of one's own.
///
/// ```
/// use stackwright_aws::apigatewayv2::{AwsIntegration, WebSocketApi, WebSocketRoute};
/// use stackwright_aws::iam::Statement;
/// use stackwright_cfn::sqs::Queue;
/// use stackwright_core::sub;
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let live = web.add("Live", WebSocketApi::new("live"));
/// let jobs = web.add("Jobs", Queue::new());
/// let name = jobs.queue_name();
/// let uri = sub!("arn:{AWS::Partition}:apigateway:{AWS::Region}:sqs:path/{AWS::AccountId}/{name}");
/// let send = AwsIntegration::new(uri, Statement::allow(["sqs:SendMessage"]).on([jobs.arn()]))
///     .parameter("integration.request.header.Content-Type", "'application/x-www-form-urlencoded'")
///     .template("$default", "Action=SendMessage&MessageBody=$util.urlEncode($input.body)");
/// web.add("Send", WebSocketRoute::aws(live, "send", send));
/// ```
///
/// The route adds a role, named `Role`, by which API Gateway may do this, unless it is given one.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html>
#[derive(Clone, Debug)]
pub struct AwsIntegration {
    pub(super) uri: Value<Str>,
    pub(super) rights: Grant,
    pub(super) method: Text,
    pub(super) role: Option<RoleHandle>,
    pub(super) parameters: Vec<(Text, Value<Str>)>,
    pub(super) templates: Vec<(Text, Value<Str>)>,
    pub(super) selection: Option<Value<Str>>,
    pub(super) passthrough: Option<Text>,
    pub(super) timeout: Option<Duration>,
}

impl AwsIntegration {
    /// A call of this URI, as `arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem`, by `POST`, with
    /// the rights that this takes.
    pub fn new(uri: impl IntoValue<Str>, rights: impl Into<Grant>) -> Self {
        AwsIntegration {
            uri: uri.into_value(),
            rights: rights.into(),
            method: Text::Borrowed("POST"),
            role: None,
            parameters: Vec::new(),
            templates: Vec::new(),
            selection: None,
            passthrough: None,
            timeout: None,
        }
    }

    /// By another method.
    pub fn method(mut self, method: impl Into<Text>) -> Self {
        self.method = method.into();
        self
    }

    /// The role by which API Gateway calls, instead of one of its own. It gets the rights.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Sets a part of the call, as `integration.request.header.Content-Type`.
    pub fn parameter(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.parameters.push((name.into(), value.into_value()));
        self
    }

    /// What becomes of messages, by the key of the template, as `$default`.
    pub fn template(mut self, key: impl Into<Text>, template: impl IntoValue<Str>) -> Self {
        self.templates.push((key.into(), template.into_value()));
        self
    }

    /// What of a message names its template.
    pub fn select_template_by(mut self, expression: impl IntoValue<Str>) -> Self {
        self.selection = Some(expression.into_value());
        self
    }

    /// What becomes of messages that no template is for: `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or
    /// `NEVER`.
    pub fn passthrough(mut self, behavior: impl Into<Text>) -> Self {
        self.passthrough = Some(behavior.into());
        self
    }

    /// How long an answer may take, 50 milliseconds to 29 seconds; 29 seconds, if this is not said.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}
