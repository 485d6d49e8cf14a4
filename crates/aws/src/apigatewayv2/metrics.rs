//! What CloudWatch measures of APIs, all stages together.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html>
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html>

use stackwright_core::{IntoValue, Str, Value};

use super::{HttpApiHandle, WebSocketApiHandle};
use crate::cloudwatch::Metric;

impl HttpApiHandle {
    /// One of its metrics in `AWS/ApiGateway`, by name, as `DataProcessed`: its average by the
    /// minute, unless the metric says otherwise.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        of_api(name, self.reference().assume())
    }

    /// How many requests it took.
    pub fn request_count(self) -> Metric {
        self.metric("Count").sum()
    }

    /// How many requests were wrong, 4xx.
    pub fn client_errors(self) -> Metric {
        self.metric("4xx").sum()
    }

    /// How many requests failed, 5xx.
    pub fn server_errors(self) -> Metric {
        self.metric("5xx").sum()
    }

    /// How long it takes to answer, in milliseconds.
    pub fn latency(self) -> Metric {
        self.metric("Latency")
    }

    /// How much of that is what stands behind it, in milliseconds.
    pub fn integration_latency(self) -> Metric {
        self.metric("IntegrationLatency")
    }
}

impl WebSocketApiHandle {
    /// One of its metrics in `AWS/ApiGateway`, by name, as `ExecutionError`.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        of_api(name, self.reference().assume())
    }

    /// How many came.
    pub fn connect_count(self) -> Metric {
        self.metric("ConnectCount").sum()
    }

    /// How many messages went, either way.
    pub fn message_count(self) -> Metric {
        self.metric("MessageCount").sum()
    }

    /// How often API Gateway refused a request before anything behind it was asked, 4xx.
    pub fn client_errors(self) -> Metric {
        self.metric("ClientError").sum()
    }

    /// How often what stands behind it failed.
    pub fn integration_errors(self) -> Metric {
        self.metric("IntegrationError").sum()
    }
}

fn of_api(name: impl IntoValue<Str>, id: Value<Str>) -> Metric {
    Metric::new("AWS/ApiGateway", name).dimension("ApiId", id)
}
