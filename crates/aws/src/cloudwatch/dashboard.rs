use stackwright_cfn::cloudwatch as cfn;
use stackwright_core::{
    Construct, Expr, IntoValue, Json, Props, Scope, Str, Text, Value, With, handle, json_string,
    object, sub,
};

use super::{AlarmHandle, Measure, Metric, Query, Source, formula};
use crate::units::whole_seconds;

/// A page of graphs, numbers and texts, to be seen at a glance.
///
/// Widgets stand in rows, which share the width among them.
///
/// ```
/// use stackwright_aws::cloudwatch::{Dashboard, Widget};
/// use stackwright_aws::ecs::ServiceHandle;
/// # fn watch(web: stackwright_core::Scope<'_>, api: ServiceHandle) {
/// let page = api.dashboard(web).row([Widget::text("# Who to call\nThe team of the shop")]);
/// web.add("Page", page);
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html>
#[derive(Clone, Debug, Default)]
pub struct Dashboard {
    name: Option<Value<Str>>,
    start: Option<Text>,
    rows: Vec<Vec<Widget>>,
}

/// One thing on a [`Dashboard`].
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html>
#[derive(Clone, Debug)]
pub struct Widget {
    height: i64,
    shows: Shows,
}

#[derive(Clone, Debug)]
enum Shows {
    Metrics {
        title: Text,
        view: &'static str,
        measures: Vec<Measure>,
        right: Vec<Measure>,
        stacked: bool,
        from_zero: bool,
    },
    Alarms(Text, Vec<AlarmHandle>),
    Text(Text),
    Logs {
        title: Text,
        groups: Vec<Value<Str>>,
        query: Text,
    },
}

/// How wide a dashboard is.
const WIDTH: i64 = 24;

impl Widget {
    /// Lines over time.
    pub fn graph<M: Into<Measure>>(
        title: impl Into<Text>,
        of: impl IntoIterator<Item = M>,
    ) -> Self {
        Widget::metrics(
            title.into(),
            "timeSeries",
            of.into_iter().map(Into::into).collect(),
        )
    }

    /// The last values, as numbers.
    pub fn number<M: Into<Measure>>(
        title: impl Into<Text>,
        of: impl IntoIterator<Item = M>,
    ) -> Self {
        Widget::metrics(
            title.into(),
            "singleValue",
            of.into_iter().map(Into::into).collect(),
        )
    }

    /// Bars, one for each value of a period.
    pub fn bars<M: Into<Measure>>(title: impl Into<Text>, of: impl IntoIterator<Item = M>) -> Self {
        Widget::metrics(
            title.into(),
            "bar",
            of.into_iter().map(Into::into).collect(),
        )
    }

    fn metrics(title: Text, view: &'static str, measures: Vec<Measure>) -> Self {
        Widget {
            height: 6,
            shows: Shows::Metrics {
                title,
                view,
                measures,
                right: Vec::new(),
                stacked: false,
                from_zero: true,
            },
        }
    }

    /// Whether alarms are off, and what of.
    pub fn alarms<A: Into<AlarmHandle>>(
        title: impl Into<Text>,
        alarms: impl IntoIterator<Item = A>,
    ) -> Self {
        let alarms = alarms.into_iter().map(Into::into).collect();
        Widget {
            height: 3,
            shows: Shows::Alarms(title.into(), alarms),
        }
    }

    /// A text in Markdown.
    pub fn text(markdown: impl Into<Text>) -> Self {
        Widget {
            height: 3,
            shows: Shows::Text(markdown.into()),
        }
    }

    /// What a query finds in log groups, by their names, as
    /// `fields @timestamp, @message | sort @timestamp desc | limit 20`.
    pub fn logs<G: IntoValue<stackwright_cfn::kind::logs::LogGroupName>>(
        title: impl Into<Text>,
        groups: impl IntoIterator<Item = G>,
        query: impl Into<Text>,
    ) -> Self {
        let groups = groups.into_iter().map(|group| group.into_value().assume());
        Widget {
            height: 6,
            shows: Shows::Logs {
                title: title.into(),
                groups: groups.collect(),
                query: query.into(),
            },
        }
    }

    /// Further lines of a graph, by an axis of their own.
    pub fn right<M: Into<Measure>>(mut self, of: impl IntoIterator<Item = M>) -> Self {
        if let Shows::Metrics { right, .. } = &mut self.shows {
            right.extend(of.into_iter().map(Into::into));
        }
        self
    }

    /// Puts lines on top of each other.
    pub fn stacked(mut self) -> Self {
        if let Shows::Metrics { stacked, .. } = &mut self.shows {
            *stacked = true;
        }
        self
    }

    /// How high it is, in units of the page: 6, if this is not said.
    pub fn height(mut self, units: u32) -> Self {
        self.height = i64::from(units);
        self
    }

    fn lower(&self, at: (i64, i64), width: i64, scope: Scope<'_>) -> Value<Json> {
        let (kind, properties) = match &self.shows {
            Shows::Text(markdown) => ("text", object!({ "markdown": markdown.clone() })),
            Shows::Alarms(title, alarms) => {
                let alarms: Vec<Value<Str>> = alarms
                    .iter()
                    .map(|alarm| alarm.arn().into_value())
                    .collect();
                let properties = object!({ "title": title.clone(), "alarms": alarms });
                ("alarm", properties)
            }
            Shows::Logs {
                title,
                groups,
                query,
            } => {
                let query = query.clone();
                let query = groups.iter().rev().fold(query.into_value(), |rest, group| {
                    let rest: Value<Str> = rest;
                    sub!("SOURCE '{group}' | {rest}")
                });
                let properties = object!({
                    "title": title.clone(),
                    "region": sub!("{AWS::Region}"),
                    "view": "table",
                    "query": query,
                });
                ("log", properties)
            }
            Shows::Metrics {
                title,
                view,
                measures,
                right,
                stacked,
                from_zero,
            } => {
                let mut lines = Vec::new();
                for (axis, measures) in [(None, measures), (Some("right"), right)] {
                    for measure in measures {
                        series(measure, axis, &mut lines, scope);
                    }
                }
                let axis = match from_zero {
                    true => object!({ "left": { "min": 0 } }),
                    false => object!({}),
                };
                let properties = object!({
                    "title": title.clone(),
                    "region": sub!("{AWS::Region}"),
                    "view": *view,
                    "stacked": *stacked,
                    "yAxis": axis,
                    "metrics": lines,
                });
                ("metric", properties)
            }
        };
        object!({
            "type": kind,
            "x": at.0,
            "y": at.1,
            "width": width,
            "height": self.height,
            "properties": properties,
        })
    }
}

/// The lines of what is measured: that itself, and what it is computed of, which is not to be seen.
fn series(
    measure: &Measure,
    axis: Option<&'static str>,
    lines: &mut Vec<Value<Json>>,
    scope: Scope<'_>,
) {
    if let Measure::Metric(metric) = measure {
        lines.push(line(metric, None, true, axis));
        return;
    }
    // Two formulas of a graph have each its own names.
    let own = format!("m{}_", lines.len());
    let (queries, faults) = measure.queries();
    formula::report(faults, scope);
    let names: Vec<String> = queries.iter().map(|query| query.id.clone()).collect();
    for Query {
        id,
        source,
        label,
        is_result,
    } in queries
    {
        let id = format!("{own}{id}");
        match source {
            Source::Metric(metric) => lines.push(line(&metric, Some(id), is_result, axis)),
            Source::Expression(expression) => {
                let expression = match expression.expr().as_str() {
                    Some(text) => renamed(text, &names, &own).into_value(),
                    None => expression,
                };
                let mut said = Props::default();
                said.set("id", Expr::from(id));
                said.set("expression", expression.into_expr());
                said.set("visible", Expr::Bool(is_result));
                if let Some(label) = label {
                    said.set("label", label.into_expr());
                }
                if let Some(axis) = axis {
                    said.set("yAxis", axis.into());
                }
                lines.push([said].into_value());
            }
        }
    }
}

/// A formula with other names for what it is computed of.
fn renamed(formula: &str, names: &[String], own: &str) -> String {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut written = String::new();
    let mut rest = formula;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        let word = match word {
            0 => rest.chars().next().map_or(rest.len(), char::len_utf8),
            end => end,
        };
        let (first, after) = rest.split_at(word);
        if names.iter().any(|name| name == first) {
            written.push_str(own);
        }
        written.push_str(first);
        rest = after;
    }
    written
}

fn line(
    metric: &Metric,
    id: Option<String>,
    is_visible: bool,
    axis: Option<&'static str>,
) -> Value<Json> {
    let mut parts: Vec<Expr> = vec![
        metric.namespace.clone().into_expr(),
        metric.name.clone().into_expr(),
    ];
    for (name, value) in &metric.dimensions {
        parts.push(Expr::Str(name.clone()));
        parts.push(value.clone().into_expr());
    }
    let mut said = Props::default();
    said.set("stat", Expr::from(metric.statistic.to_string()));
    said.set("period", Expr::Int(whole_seconds(metric.period)));
    if let Some(label) = &metric.label {
        said.set("label", label.clone().into_expr());
    }
    if let Some(account) = &metric.account {
        said.set("accountId", account.clone().into_expr());
    }
    if let Some(id) = id {
        said.set("id", Expr::from(id));
        said.set("visible", Expr::Bool(is_visible));
    }
    if let Some(axis) = axis {
        said.set("yAxis", axis.into());
    }
    parts.push(Expr::Map(said));
    Value::from_expr(Expr::List(parts))
}

impl Dashboard {
    /// An empty one.
    pub fn new() -> Self {
        Dashboard::default()
    }

    /// Adds a row of widgets, which share its width.
    pub fn row(mut self, widgets: impl IntoIterator<Item = Widget>) -> Self {
        self.rows.push(widgets.into_iter().collect());
        self
    }

    /// Names it: letters, digits, `-` and `_`. Made by CloudFormation, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How far back it begins, as ISO 8601 has it: `-PT3H`, if this is not said.
    pub fn start(mut self, before: impl Into<Text>) -> Self {
        self.start = Some(before.into());
        self
    }
}

impl Construct for Dashboard {
    type Handle = DashboardHandle;

    fn build(self, scope: Scope<'_>) -> DashboardHandle {
        let mut widgets = Vec::new();
        let mut y = 0;
        for row in &self.rows {
            let count = i64::try_from(row.len()).unwrap_or(1).max(1);
            let width = (WIDTH / count).max(1);
            let height = row.iter().map(|widget| widget.height).max().unwrap_or(0);
            for (x, widget) in (0..).zip(row) {
                widgets.push(widget.lower((x * width, y), width, scope));
            }
            y += height;
        }
        let start = self.start.unwrap_or("-PT3H".into());
        let body = object!({ "start": start, "widgets": widgets });
        let dashboard = cfn::Dashboard::new()
            .dashboard_body(json_string(body))
            .with(self.name, |it, name| it.dashboard_name(name));
        scope.set_primary(scope.add("Resource", dashboard));
        DashboardHandle::new(scope)
    }
}

handle! {
    /// Names a dashboard.
    pub struct DashboardHandle(cfn::DashboardHandle);
}
