use stackwright_cfn::dynamodb::table as cfn;
use stackwright_core::{Expr, IntoValue, List, Str, Text, Value, With};

use super::TableKey;
use super::key::schema;

/// Another key by which the items of a table are found.
///
/// ```
/// use stackwright_aws::dynamodb::{Index, TableKey};
///
/// let by_owner = Index::new("ByOwner", TableKey::string("owner"))
///     .sort(TableKey::number("created"))
///     .including(["title"]);
/// ```
///
/// DynamoDB makes or deletes one index of a table at a time: two deployments for two of them.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html>
#[derive(Clone, Debug)]
pub struct Index {
    pub(super) name: Text,
    pub(super) partition: TableKey,
    pub(super) sort: Option<TableKey>,
    projected: Projected,
    capacity: Option<(u32, u32)>,
}

/// Another order of the items of a table that have one partition key. It is there with the table from
/// the beginning, or never.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html>
#[derive(Clone, Debug)]
pub struct LocalIndex {
    pub(super) name: Text,
    pub(super) sort: TableKey,
    projected: Projected,
}

/// Which attributes an index has.
#[derive(Clone, Debug)]
enum Projected {
    All,
    Keys,
    These(Value<List<Str>>),
}

impl Projected {
    fn into_property(self) -> Value<cfn::Projection> {
        let (kind, these) = match self {
            Projected::All => (cfn::ProjectionType::All, None),
            Projected::Keys => (cfn::ProjectionType::KeysOnly, None),
            Projected::These(these) => (cfn::ProjectionType::Include, Some(these)),
        };
        cfn::Projection::new()
            .projection_type(kind)
            .with(these, |own, these| own.non_key_attributes(these))
            .into_value()
    }

    fn these<A: IntoValue<Str>>(attributes: impl IntoIterator<Item = A>) -> Self {
        let attributes = attributes.into_iter();
        let attributes = attributes.map(|one| one.into_value().into_expr());
        Projected::These(Value::from_expr(Expr::List(attributes.collect())))
    }
}

impl Index {
    /// An index of this name, with all attributes of items that have this one.
    pub fn new(name: impl Into<Text>, partition: TableKey) -> Self {
        Index {
            name: name.into(),
            partition,
            sort: None,
            projected: Projected::All,
            capacity: None,
        }
    }

    /// Sorts items that have the same key.
    pub fn sort(mut self, key: TableKey) -> Self {
        self.sort = Some(key);
        self
    }

    /// Has the keys alone, and no other attribute.
    pub fn only_keys(mut self) -> Self {
        self.projected = Projected::Keys;
        self
    }

    /// Has the keys, and these attributes.
    pub fn including<A: IntoValue<Str>>(mut self, attributes: impl IntoIterator<Item = A>) -> Self {
        self.projected = Projected::these(attributes);
        self
    }

    /// What it can take of reads and writes a second, where the table says what it can; the same, if
    /// this is not said.
    pub fn provisioned(mut self, reads: u32, writes: u32) -> Self {
        self.capacity = Some((reads, writes));
        self
    }

    pub(super) fn into_property(
        self,
        of_table: Option<(u32, u32)>,
    ) -> Value<cfn::GlobalSecondaryIndex> {
        let capacity = of_table.map(|own| capacity(self.capacity.unwrap_or(own)));
        cfn::GlobalSecondaryIndex::new()
            .index_name(self.name)
            .key_schema(schema(&self.partition, self.sort.as_ref()))
            .projection(self.projected.into_property())
            .with(capacity, |index, capacity| {
                index.provisioned_throughput(capacity)
            })
            .into_value()
    }
}

impl LocalIndex {
    /// An index of this name, with all attributes, sorted by another key.
    pub fn new(name: impl Into<Text>, sort: TableKey) -> Self {
        LocalIndex {
            name: name.into(),
            sort,
            projected: Projected::All,
        }
    }

    /// Has the keys alone, and no other attribute.
    pub fn only_keys(mut self) -> Self {
        self.projected = Projected::Keys;
        self
    }

    /// Has the keys, and these attributes.
    pub fn including<A: IntoValue<Str>>(mut self, attributes: impl IntoIterator<Item = A>) -> Self {
        self.projected = Projected::these(attributes);
        self
    }

    pub(super) fn into_property(self, partition: &TableKey) -> Value<cfn::LocalSecondaryIndex> {
        let keys = schema(partition, Some(&self.sort)).into_iter();
        let keys = keys.map(Value::into_expr).collect();
        let keys = Value::<List<cfn::TableKeySchema>>::from_expr(Expr::List(keys));
        cfn::LocalSecondaryIndex::new()
            .index_name(self.name)
            .key_schema(keys)
            .projection(self.projected.into_property())
            .into_value()
    }
}

pub(super) fn capacity((reads, writes): (u32, u32)) -> Value<cfn::ProvisionedThroughput> {
    cfn::ProvisionedThroughput::new()
        .read_capacity_units(reads)
        .write_capacity_units(writes)
        .into_value()
}
