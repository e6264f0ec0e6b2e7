//! The merchant's keys, and what of them a call carries.
//!
//! Without the feature `server` there is no such thing: the types have no values, and what would use them is not
//! compiled into the library.

#[cfg(feature = "server")]
pub(crate) use with_keys::{Carried, Merchant};
#[cfg(not(feature = "server"))]
pub(crate) use without_keys::{Carried, Merchant};

#[cfg(feature = "server")]
mod with_keys {
    use std::sync::Arc;

    use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
    use tracing::Instrument as _;

    use crate::Error;
    use crate::auth::{Form, Fresh, Need, Proven, Source, Token, Tokens};
    use crate::caller::Caller;
    use crate::envelope::Reply;
    use crate::mask::Forms;
    use crate::model::AuthForm;
    use crate::operations::AuthTokenOp;
    use crate::scalar::Secret;
    use crate::schema::Auth;
    use crate::transport::sensitive;

    /// The keys of a merchant account and its token.
    pub(crate) struct Merchant {
        pub(crate) access_key: Secret,
        pub(crate) secret_key: Secret,
        /// What must not be seen of the keys in an answer.
        pub(crate) forms: Forms,
        access_key_header: HeaderValue,
        proven: Proven,
        tokens: Arc<Tokens>,
    }

    impl Merchant {
        pub(crate) fn new(
            access_key: Secret,
            secret_key: Secret,
            form: AuthForm,
            base: &str,
            source: Source,
        ) -> Result<Self, Error> {
            let access_key_header = sensitive(access_key.reveal())
                .ok_or_else(|| Error::configuration("access_key holds characters that no header may hold"))?;
            let tokens = Tokens::of(base, &access_key, &secret_key, source);
            let forms = Forms::of([&access_key, &secret_key]);
            Ok(Merchant { access_key, secret_key, forms, access_key_header, proven: Proven::new(form), tokens })
        }
    }

    /// What one call carries of the keys.
    pub(crate) struct Carried<'m> {
        merchant: &'m Merchant,
        auth: Auth,
        form: Form,
        unproven: bool,
        token: Option<Arc<Token>>,
        need: Need,
    }

    impl<'m> Carried<'m> {
        pub(crate) fn new(merchant: &'m Merchant, auth: Auth) -> Self {
            let (form, unproven) = merchant.proven.now();
            Carried { merchant, auth, form, unproven, token: None, need: Need::default() }
        }
        fn token_travels(&self) -> bool {
            matches!(self.auth, Auth::Token | Auth::TokenAndKey)
        }
        /// Whether the token's other form is worth a try.
        pub(crate) fn may_change_form(&self) -> bool {
            self.token_travels() && self.unproven
        }
        /// Whether another token is worth a try. Only a call that carries the token can be helped by one.
        pub(crate) fn may_renew(&self) -> bool {
            self.token_travels() && self.merchant.tokens.worth_renewing()
        }
        pub(crate) fn change_form(&mut self) {
            self.form = self.form.other();
        }
        /// The token was refused: the next headers hold another one.
        pub(crate) fn renew(&mut self) {
            self.form = self.merchant.proven.now().0;
            let Some(token) = &self.token else { return };
            let fetched = token.found && self.need.refused.is_some();
            self.need = Need { refused: Some(token.generation), fetched, ..self.need };
        }
        /// Whether the token was found in a store in place of a refused one. If it is refused too, the store is behind, and
        /// that must not cost the call: one more is worth a try, from the gateway.
        pub(crate) fn may_renew_again(&self) -> bool {
            self.need.refused.is_some() && !self.need.fetched && self.token.as_ref().is_some_and(|token| token.found)
        }
        /// The gateway answered.
        pub(crate) fn heard(&self, reply: &Reply) {
            if self.auth == Auth::Keys {
                self.merchant.tokens.heard(reply.date, reply.retry_after);
            }
        }
        /// The gateway took the token in this form.
        pub(crate) fn prove(&self) {
            if self.token.is_some() {
                self.merchant.proven.prove(self.form);
                self.merchant.tokens.prove();
            }
        }
        /// What must never stand in an error: of the keys, and of the token.
        pub(crate) fn forms(&self) -> [&Forms; 2] {
            [&self.merchant.forms, self.token.as_ref().map_or(Forms::NONE, |token| &token.forms)]
        }
        pub(crate) fn access_key(&self) -> &'m Secret {
            &self.merchant.access_key
        }
        /// The headers of the next attempt.
        pub(crate) async fn headers(&mut self, caller: &Caller) -> Result<HeaderMap, Error> {
            let mut headers = HeaderMap::new();
            if self.auth == Auth::Keys {
                headers.insert("api-key", self.merchant.access_key_header.clone());
            }
            if !self.token_travels() {
                return Ok(headers);
            }
            // A quarter: the fetch of its own has to fit into the deadline as well.
            self.need.patience = Some(caller.inner.timeout / 4);
            let token = self.merchant.tokens.get(self.need, || fetch_token(caller.clone())).await?;
            headers.insert(AUTHORIZATION, token.header(self.form).clone());
            if self.auth == Auth::TokenAndKey {
                headers.insert("merchantaccesskey", self.merchant.access_key_header.clone());
            }
            self.token = Some(token);
            Ok(headers)
        }
    }

    /// Boxed, because a call fetches a token by a call.
    fn fetch_token(caller: Caller) -> std::pin::Pin<Box<dyn Future<Output = Result<Fresh, Error>> + Send>> {
        let fetching = async move {
            let answer = caller.call::<AuthTokenOp>("", crate::model::Nothing::new()).await?;
            Ok((answer.token, answer.expiry))
        };
        // It runs as a task of its own, and is part of the call that began it all the same.
        Box::pin(fetching.in_current_span())
    }
}

#[cfg(not(feature = "server"))]
mod without_keys {
    use std::marker::PhantomData;

    use reqwest::header::HeaderMap;

    use crate::Error;
    use crate::caller::Caller;
    use crate::envelope::Reply;
    use crate::mask::Forms;
    use crate::scalar::Secret;
    use crate::schema::Auth;

    /// Nothing is one.
    pub(crate) enum Merchant {}

    /// Nothing carries any.
    pub(crate) struct Carried<'m>(Merchant, PhantomData<&'m ()>);

    impl<'m> Carried<'m> {
        pub(crate) fn new(merchant: &'m Merchant, _: Auth) -> Self {
            match *merchant {}
        }
        pub(crate) fn may_change_form(&self) -> bool {
            match self.0 {}
        }
        pub(crate) fn may_renew(&self) -> bool {
            match self.0 {}
        }
        pub(crate) fn change_form(&mut self) {
            match self.0 {}
        }
        pub(crate) fn renew(&mut self) {
            match self.0 {}
        }
        pub(crate) fn may_renew_again(&self) -> bool {
            match self.0 {}
        }
        pub(crate) fn heard(&self, _: &Reply) {
            match self.0 {}
        }
        pub(crate) fn prove(&self) {
            match self.0 {}
        }
        pub(crate) fn forms(&self) -> [&Forms; 2] {
            match self.0 {}
        }
        pub(crate) fn access_key(&self) -> &'m Secret {
            match self.0 {}
        }
        pub(crate) async fn headers(&mut self, _: &Caller) -> Result<HeaderMap, Error> {
            match self.0 {}
        }
    }
}
