use super::row::{Area, groups};

/// Who may do what.
pub(super) const AREA: Area = Area {
    title: "Roles and rights",
    groups: groups! {
        "aws-iam", "Its constructs, and what they are made of." {
            "Role, assumedBy, roleName, description, path, managedPolicies, inlinePolicies, maxSessionDuration, permissionsBoundary", "AWS::IAM::Role" => yes "Role", proof = crate::aws::roles::every_option;
            "externalIds, withConditions", "AssumeRolePolicyDocument" => yes "trusted_when", proof = crate::aws::roles::every_option;
            "ServicePrincipal, ArnPrincipal, AccountPrincipal, FederatedPrincipal, WebIdentityPrincipal, AnyPrincipal", "Principal" => yes "Principal", proof = crate::aws::roles::everybody_who_can_be_trusted;
            "CompositePrincipal, CanonicalUserPrincipal, OrganizationPrincipal, SamlPrincipal", "Principal" => no "no role of a container needs them; `edit` writes the document";
            "PolicyStatement, PolicyDocument", "PolicyDocument" => yes "Statement, PolicyDocument", proof = crate::aws::roles::statements_as_they_are_said;
            "Policy, addToPolicy, addToPrincipalPolicy", "Role.Policies" => better "scope.grant", "inside the role, merged and sorted, so that no task starts before its rights (aws-cdk 34325)", proof = crate::aws::grants::what_is_granted_is_merged_and_sorted_whatever_the_order;
            "Policy, where rights would close a ring", "AWS::IAM::Policy" => better "scope.grant", "made where it has to be, and nowhere else", proof = crate::aws::grants::a_ring_becomes_a_policy_of_its_own;
            "Policy.attachToRole, attachToUser, attachToGroup", "AWS::IAM::Policy" => yes "Policy::new(..).role, user, group", proof = crate::aws::roles::a_policy_beside_roles_users_and_groups;
            "ManagedPolicy", "AWS::IAM::ManagedPolicy" => better "scope.grant, ManagedPolicy::aws, arn", "rights that are too many move to managed policies by what they are to, so that one more moves no other", proof = crate::aws::grants::what_is_too_large_for_the_role_becomes_managed_policies;
            "addToResourcePolicy, Grant.addToPrincipalOrResource", "" => better "scope.grant(Principal::service(..), ..)", "into the policy of the resource, made once", proof = crate::aws::grants::principals_are_written_to_the_policy_of_what_they_are_granted;
            "Role.fromRoleArn, mutable, ImmutableRole, withoutPolicyUpdates", "" => better "Role::imported", "always left alone: what exists is changed where it was made", proof = crate::aws::grants::an_imported_role_is_left_alone;
            "PermissionsBoundary.of", "PermissionsBoundary" => better "permissions_boundary", "of a whole scope, without an aspect whose order counts", proof = crate::aws::roles::roles_of_all_constructs_get_the_boundary_unless_they_have_one;
            "OidcProviderNative", "AWS::IAM::OIDCProvider" => yes "GithubProvider", proof = crate::aws::github::a_provider_is_of_the_native_type;
            "OpenIdConnectProvider", "" => no "a custom resource with a function; the native type does it";
            "SamlProvider, SamlConsolePrincipal", "AWS::IAM::SAMLProvider" => no "people log in by it, not containers; the typed resource has it";
            "User, Group, AccessKey", "AWS::IAM::User" => no "keys that do not expire are what roles are there against; the typed resources have them";
            "InstanceProfile", "AWS::IAM::InstanceProfile" => yes "AsgCapacityProvider, ManagedInstancesCapacityProvider", proof = crate::aws::instances::instances_join_their_cluster;
            "LazyRole, UnknownPrincipal, Role.customizeRoles", "" => no "means of AWS CDK's own construction";
            "Role.fromLookup", "" => no "a look-up at synthesis makes another template tomorrow";
            "AccountRootPrincipal, OpenIdConnectPrincipal, AnyPrincipal, Anyone, StarPrincipal", "Principal" => yes "Principal::account, federated, anyone", proof = crate::aws::roles::everybody_who_can_be_trusted;
            "SessionTagsPrincipal, PrincipalWithConditions", "AssumeRolePolicyDocument" => yes "trusted_when", proof = crate::aws::roles::every_option;
            "InstanceProfile.fromInstanceProfileArn, User.fromUserArn, Group.fromGroupArn, ManagedPolicy.fromManagedPolicyArn", "ManagedPolicyArns" => yes "ManagedPolicy::arn", proof = crate::aws::roles::every_option;
        }
    },
};
