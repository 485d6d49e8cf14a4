use stackwright_core::{Expr, IntoValue, Scope};

use super::ManagedPolicy;

/// The most that all roles and users of a scope can be given.
pub trait BoundaryExt {
    /// Gives every role and user in the scope that has none a permissions boundary, whatever construct
    /// made it: for accounts in which nothing else may be created.
    ///
    /// As `PermissionsBoundary.of(scope).apply()` of AWS CDK, which takes the place of a boundary that
    /// is there; this does not. <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>
    ///
    /// ```
    /// use stackwright_aws::iam::{BoundaryExt, ManagedPolicy};
    /// use stackwright_core::App;
    ///
    /// let app = App::new();
    /// app.stack("Web").permissions_boundary(ManagedPolicy::aws("PowerUserAccess"));
    /// ```
    #[track_caller]
    fn permissions_boundary(self, policy: ManagedPolicy);
}

impl BoundaryExt for Scope<'_> {
    #[track_caller]
    fn permissions_boundary(self, policy: ManagedPolicy) {
        let arn: Expr = policy.into_value().into_expr();
        for type_name in ["AWS::IAM::Role", "AWS::IAM::User"] {
            let arn = arn.clone();
            self.each_of_type(type_name, move |props| {
                props.get_or_insert("PermissionsBoundary", arn.clone());
            });
        }
    }
}
