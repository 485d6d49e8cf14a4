use stackwright_cfn::sqs::QueueHandle;
use stackwright_core::{IntoValue, Scope, Str, Text, Value};

use super::Integration;
use crate::iam::{Grant, GrantExt, Principal, Role, RoleHandle, Statement};

/// A call of a service of AWS, by which API Gateway answers without a program of one's own.
#[derive(Clone, Debug)]
pub(super) struct ServiceCall {
    /// What is called, as `SQS-SendMessage`.
    pub subtype: Text,
    pub rights: Grant,
}

impl Integration {
    /// Sends the body of a request to a queue, and answers with what Amazon SQS says. Of a FIFO queue
    /// say the group, too: `.map("MessageGroupId", "$request.header.group")`.
    ///
    /// ```
    /// use stackwright_aws::apigatewayv2::{HttpApi, HttpRoute, Integration};
    /// use stackwright_cfn::sqs::Queue;
    /// # let app = stackwright_core::App::new();
    /// # let web = app.stack("Web");
    /// let api = web.add("Api", HttpApi::new());
    /// let orders = web.add("Orders", Queue::new());
    /// web.add("Order", HttpRoute::new(api, "POST /orders", Integration::sqs(orders)));
    /// ```
    ///
    /// It adds a role, named `Role`, by which API Gateway may send; as do all calls of services.
    pub fn sqs(queue: impl Into<QueueHandle>) -> Self {
        let queue = queue.into();
        let send = Statement::allow(["sqs:SendMessage"]).on([queue.arn()]);
        let url: Value<Str> = queue.reference().assume();
        Integration::aws("SQS-SendMessage", send)
            .map("QueueUrl", url)
            .map("MessageBody", "$request.body")
    }

    /// Starts a state machine, by its ARN, with the body of a request, and answers at once.
    pub fn step_functions(state_machine: impl IntoValue<Str>) -> Self {
        Integration::start(
            "StepFunctions-StartExecution",
            "states:StartExecution",
            state_machine.into_value(),
        )
    }

    /// Runs an express state machine, by its ARN, with the body of a request, and answers with what it
    /// comes to.
    pub fn step_functions_sync(state_machine: impl IntoValue<Str>) -> Self {
        Integration::start(
            "StepFunctions-StartSyncExecution",
            "states:StartSyncExecution",
            state_machine.into_value(),
        )
    }

    fn start(subtype: &'static str, action: &'static str, machine: Value<Str>) -> Self {
        let start = Statement::allow([action]).on([machine.clone()]);
        Integration::aws(subtype, start)
            .map("StateMachineArn", machine)
            .map("Input", "$request.body")
    }

    /// Puts the body of a request on a bus of EventBridge, by its ARN, as an event of a source and a
    /// type.
    pub fn event_bridge(
        bus: impl IntoValue<Str>,
        source: impl IntoValue<Str>,
        detail_type: impl IntoValue<Str>,
    ) -> Self {
        let bus = bus.into_value();
        let put = Statement::allow(["events:PutEvents"]).on([bus.clone()]);
        Integration::aws("EventBridge-PutEvents", put)
            .map("EventBusName", bus)
            .map("Source", source)
            .map("DetailType", detail_type)
            .map("Detail", "$request.body")
    }

    /// Calls a service of AWS in another way, as `Kinesis-PutRecord`, with the rights that this takes.
    /// What the call is given is said by [`map`](Self::map), parameter by parameter.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html>
    pub fn aws(subtype: impl Into<Text>, rights: impl Into<Grant>) -> Self {
        Integration::of_call(ServiceCall {
            subtype: subtype.into(),
            rights: rights.into(),
        })
    }
}

/// The role by which API Gateway calls a service: one named `Role`, if none is given.
pub(super) fn may_call_service(
    role: Option<RoleHandle>,
    rights: Grant,
    scope: Scope<'_>,
) -> RoleHandle {
    let role = role.unwrap_or_else(|| {
        let gateway = Principal::service("apigateway.amazonaws.com");
        scope.add("Role", Role::new(gateway))
    });
    scope.grant(role, rights);
    role
}
