use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{Attribute, Expr, List, Scope, Value};

use super::{Parts, SubnetKind, VpcHandle};

impl VpcHandle {
    /// The kinds of subnets among these, as far as they are known to be of this VPC.
    pub(crate) fn kinds_of(
        self,
        subnets: &Value<List<SubnetId>>,
        scope: Scope<'_>,
    ) -> Vec<SubnetKind> {
        let parts = scope.data::<Parts>(self);
        let named = match subnets.expr() {
            Expr::List(named) => named.as_slice(),
            whole => std::slice::from_ref(whole),
        };
        let is_of = |kind: SubnetKind, expr: &Expr| {
            if let Expr::Get(_, Attribute::Named(name)) = expr
                && SubnetKind::of_attribute(name) == Some(kind)
            {
                return true;
            }
            let own = parts.as_ref().and_then(|parts| parts.of_kind(kind));
            own.is_some_and(|own| matches!(own.ids.expr(), Expr::List(ids) if ids.contains(expr)))
        };
        let kinds = SubnetKind::ALL.into_iter();
        kinds
            .filter(|kind| named.iter().any(|expr| is_of(*kind, expr)))
            .collect()
    }
}
