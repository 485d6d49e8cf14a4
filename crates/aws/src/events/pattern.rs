use stackwright_core::{Expr, IntoValue, Json, Props, Str, Text, Value};

/// Which events match: those of which all that is said is so. Where one field is said again, or with a
/// list, one of the values has to be.
///
/// ```
/// use stackwright_aws::events::{EventPattern, Match};
///
/// let paid = EventPattern::source("shop.orders")
///     .detail_type("Order Paid")
///     .detail("state", ["paid", "refunded"])
///     .detail("customer.country", Match::prefix("D"));
/// ```
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html>
#[derive(Clone, Debug)]
pub struct EventPattern {
    fields: Props,
}

impl EventPattern {
    /// Events of this source, as `aws.ecs` or `shop.orders`.
    pub fn source(name: impl IntoValue<Json>) -> Self {
        EventPattern::new().field("source", name.into_value())
    }

    /// Whatever comes, of every source of this account; on a bus of one's own that is all that is put
    /// there.
    pub fn everything() -> Self {
        let mut prefix = Props::new();
        prefix.set("prefix", Expr::from(""));
        EventPattern::new().field("source", Value::from_expr(Expr::Map(prefix)))
    }

    /// What is written as AWS has it, for what has no word here, as `$or`.
    pub fn json(pattern: impl IntoValue<Json>) -> Self {
        let fields = match pattern.into_value().into_expr() {
            Expr::Map(ref mut fields) => std::mem::take(fields),
            other => {
                let mut fields = Props::new();
                fields.set("source", other);
                fields
            }
        };
        EventPattern { fields }
    }

    fn new() -> Self {
        EventPattern {
            fields: Props::new(),
        }
    }

    /// Events of this kind, as `ECS Task State Change`.
    pub fn detail_type(self, kind: impl IntoValue<Json>) -> Self {
        self.field("detail-type", kind.into_value())
    }

    /// Events about this resource, by its ARN.
    pub fn resource(self, arn: impl IntoValue<Str>) -> Self {
        let arn = arn.into_value();
        self.field("resources", arn.into_value())
    }

    /// Events of this account.
    pub fn account(self, id: impl IntoValue<Str>) -> Self {
        let id = id.into_value();
        self.field("account", id.into_value())
    }

    /// Events of this region.
    pub fn region(self, name: impl IntoValue<Str>) -> Self {
        let name = name.into_value();
        self.field("region", name.into_value())
    }

    /// Events whose detail says so: a value, a list of them, or a [`Match`](super::Match). What is
    /// inside something else is named with dots, as `customer.country`.
    pub fn detail(self, path: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        self.deep(path.into(), value.into_value())
    }

    fn deep(mut self, path: Text, value: Value<Json>) -> Self {
        let mut names: Vec<Text> = vec!["detail".into()];
        for name in path.split('.') {
            names.push(Text::Owned(name.to_owned()));
        }
        add(&mut self.fields, &names, value);
        self
    }

    fn field(mut self, name: &'static str, value: Value<Json>) -> Self {
        add(&mut self.fields, &[name.into()], value);
        self
    }

    pub(super) fn into_expr(self) -> Expr {
        Expr::Map(self.fields)
    }
}

/// Adds a value, or all of a list of them, to those of a field.
fn add(fields: &mut Props, names: &[Text], value: Value<Json>) {
    let Some((name, inner)) = names.split_first() else {
        return;
    };
    let before = fields.remove(name);
    if inner.is_empty() {
        let mut values = match before {
            Some(Expr::List(ref values)) => values.clone(),
            _ => Vec::new(),
        };
        match value.into_expr() {
            Expr::List(ref mut more) => values.append(more),
            one => values.push(one),
        }
        fields.set(name.clone(), Expr::List(values));
        return;
    }
    let mut below = match before {
        Some(Expr::Map(ref below)) => below.clone(),
        _ => Props::new(),
    };
    add(&mut below, inner, value);
    fields.set(name.clone(), Expr::Map(below));
}
