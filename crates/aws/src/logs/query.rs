use stackwright_cfn::kind::logs::LogGroupName;
use stackwright_cfn::logs as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, non_empty};

/// A query of CloudWatch Logs Insights that is kept, for people to find it by its name when something is
/// wrong.
///
/// Names with slashes are in folders: `shop/errors`.
///
/// ```
/// use stackwright_aws::logs::{LogGroup, QueryDefinition};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let logs = web.add("Logs", LogGroup::new());
/// let query = "fields @timestamp, @message | filter level = 'error' | sort @timestamp desc";
/// web.add("Errors", QueryDefinition::new("shop/errors", query).of(logs));
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html>
#[derive(Clone, Debug)]
pub struct QueryDefinition {
    name: Value<Str>,
    query: Value<Str>,
    groups: Vec<Value<LogGroupName>>,
}

impl QueryDefinition {
    /// A query, with the name that people find it by.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html>
    pub fn new(name: impl IntoValue<Str>, query: impl IntoValue<Str>) -> Self {
        QueryDefinition {
            name: name.into_value(),
            query: query.into_value(),
            groups: Vec::new(),
        }
    }

    /// Asks this log group, and those that are said beside it; whoever runs the query chooses, if none is.
    pub fn of(mut self, group: impl IntoValue<LogGroupName>) -> Self {
        self.groups.push(group.into_value());
        self
    }
}

impl Construct for QueryDefinition {
    type Handle = QueryDefinitionHandle;

    fn build(self, scope: Scope<'_>) -> QueryDefinitionHandle {
        let query = cfn::QueryDefinition::new()
            .name(self.name)
            .query_string(self.query)
            .with(non_empty(self.groups), |it, groups| {
                it.log_group_names(groups)
            });
        scope.set_primary(scope.add("Resource", query));
        QueryDefinitionHandle::new(scope)
    }
}

handle! {
    /// Names a query that is kept.
    pub struct QueryDefinitionHandle(cfn::QueryDefinitionHandle);
}
